using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Bench.Authority;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Machine.Stand;

namespace Kiosk.Machine;

/// <summary>What is around a stand: an authority, people with cards, and a technician with an SD card and a file.</summary>
internal sealed class Site : IAsyncDisposable
{
    /// <summary>The facility that the stand belongs to.</summary>
    public const string Facility = "1329999997";

    private readonly JpkiTestAuthority cards;

    private Site(MachineFolder folder, JpkiTestAuthority cards, StandInAuthority authority) => (Folder, this.cards, Authority) = (folder, cards, authority);

    public MachineFolder Folder { get; }

    public StandInAuthority Authority { get; }

    /// <summary>An authority on the host's loopback, and a disk with what only the test brings.</summary>
    public static async Task<Site> OpenAsync(MachineFolder folder, string module, CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Pictures);
        File.Delete(folder.SerialLog);
        var people = JpkiTestAuthority.Open(folder.In("cards"), TimeProvider.System);
        var site = new Site(folder, people, await StandInAuthority.StartAsync(folder.In("authority"), people.CaFolder, TimeProvider.System, stop));
        await site.MakeTestDiskAsync(module, stop);
        return site;
    }

    public ValueTask DisposeAsync() => Authority.DisposeAsync();

    /// <summary>A person's card.</summary>
    public EmulatedCard CardOf(string who)
    {
        var person = Person.Named(who);
        return new EmulatedCard(person, cards.PapersOf(person));
    }

    /// <summary>Writes the image to a new SD card of 4 GB, and the files onto its boot partition.</summary>
    public async Task WriteCardAsync(string image, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop)
    {
        await TechniciansStick.ToolAsync("cp", ["--sparse=always", image, Folder.Image], stop);
        await TechniciansStick.PutOnCardAsync(Folder.Image, files, stop);
        await TechniciansStick.ToolAsync(Path.Combine(Folder.Project, "image/card"), [Folder.Image, Folder.Card], stop);
    }

    /// <summary>What sets a stand up: <c>kiosk.json</c> with a new activation code, and the CA certificates.</summary>
    /// <param name="facility">Another one makes the file wrong.</param>
    /// <param name="code">Another activation code than a new one.</param>
    public Dictionary<string, byte[]> BootFiles(string facility = Facility, string? code = null)
    {
        var configuration = new JsonObject
        {
            ["Facility"] = new JsonObject { ["Code"] = facility },
            [nameof(Authority)] = new JsonObject { ["BaseAddress"] = $"https://10.0.2.2:{Authority.Url.Port}" },
            ["Setup"] = new JsonObject { ["ActivationCode"] = code ?? Authority.NewActivationCode(), ["DeviceName"] = "machine", ["KeyboardLayout"] = "us" },
        };
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["kiosk.json"] = Encoding.UTF8.GetBytes(configuration.ToJsonString()),
            ["authority-ca.pem"] = File.ReadAllBytes(Authority.CaFile),
        };
        foreach (var file in Directory.GetFiles(cards.CaFolder))
        {
            files[$"jpki/{Path.GetFileName(file)}"] = File.ReadAllBytes(file);
        }

        return files;
    }

    private async Task MakeTestDiskAsync(string module, CancellationToken stop)
    {
        var lines = string.Join('|', SimulatedHeader.LampLines);
        await File.WriteAllTextAsync(Folder.In("p.service"), $"""
            [Unit]
            Description=What only the whole-system test brings: a header with keys and lamps, and a shell
            DefaultDependencies=no
            After=dev-disk-by\x2dlabel-KIOSKTEST.device
            Wants=dev-disk-by\x2dlabel-KIOSKTEST.device
            [Service]
            ExecStartPre=/bin/sh -c 'mkdir -p /run/kiosk-test && mount -o ro /dev/disk/by-label/KIOSKTEST /run/kiosk-test && insmod /run/kiosk-test/kiosksim.ko'
            # A port is opened once, for both directions, and ends whenever nobody is at the other side.
            ExecStart=/bin/sh -c 'while sleep 1; do grep --line-buffered -E " ({lines}) [01]$" /dev/kiosksim >/dev/virtio-ports/kiosk-lamps; done & while sleep 1; do bash 0<>/dev/virtio-ports/kiosk-test 1>&0 2>&0; done'
            """ + "\n", stop);
        var test = Directory.CreateDirectory(Folder.In("test"));
        File.Copy(module, Path.Combine(test.FullName, "kiosksim.ko"), overwrite: true);
        File.Delete(Folder.TestDisk);
        await TechniciansStick.ToolAsync("mke2fs", ["-q", "-t", "ext4", "-L", "KIOSKTEST", "-d", test.FullName, Folder.TestDisk, "8M"], stop);
    }
}
