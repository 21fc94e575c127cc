using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Bench.Authority;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Desk;
using Kiosk.Machine.Qemu;
using Kiosk.Machine.Stand;
using Kiosk.Records;
using Kiosk.Signals;

namespace Kiosk.Machine;

/// <summary>From an SD card to the first visit and on, on the image as it is. Each step is told with its time.</summary>
internal sealed class MachineTest(MachineFolder folder, string module, TextWriter output) : IAsyncDisposable
{
    private static readonly TimeSpan Boots = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Serves = TimeSpan.FromMinutes(2);

    private readonly long began = TimeProvider.System.GetTimestamp();
    private JpkiTestAuthority cards = null!;
    private StandInAuthority authority = null!;
    private VirtualMachine machine = null!;
    private int visits;

    private DeskInside Desk => new(machine.Shell);

    private SimulatedHeader Header => new(machine.Shell);

    public async ValueTask DisposeAsync()
    {
        if (machine is not null)
        {
            await machine.DisposeAsync();
        }

        if (authority is not null)
        {
            await authority.DisposeAsync();
        }
    }

    /// <summary>All of it. A step that fails throws.</summary>
    public async Task RunAsync(int cuts, CancellationToken stop)
    {
        await PrepareAsync(stop);
        await StepAsync("First boot: the file on the stick is taken, the stand enrols", async () =>
        {
            machine = await VirtualMachine.StartAsync(folder, stop);
            await ReadyAsync(stop);
            var left = await TechniciansStick.ListAsync(folder.Stick, stop);
            Expect(!left.Contains("kiosk.json", StringComparison.OrdinalIgnoreCase), $"kiosk.json lies on the stick still: {left}");
            await PhotographAsync("ready", stop);
        });
        await StepAsync("A visit: card, PIN by keys, lamps, the result on the screen and in the vault", async () =>
        {
            await VisitAsync("hanako", stop);
            await PhotographAsync("result", stop);
            await TakeCardAsync(stop);
            await KeptAsync(stop);
        });
        for (var cut = 1; cut <= cuts; cut++)
        {
            var at = cut;
            await StepAsync($"Power cut {cut} of {cuts} during a visit: it comes back by itself, nothing is lost", () => CutAsync(at, stop));
        }

        await StepAsync("A visit after that", async () =>
        {
            await VisitAsync("sakura", stop);
            await TakeCardAsync(stop);
            await KeptAsync(stop);
        });
    }

    private async Task PrepareAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Pictures);
        cards = JpkiTestAuthority.Open(folder.In("cards"), TimeProvider.System);
        authority = await StandInAuthority.StartAsync(folder.In("authority"), cards.CaFolder, TimeProvider.System, stop);
        await File.WriteAllTextAsync(folder.In("p.service"), """
            [Unit]
            Description=What only the whole-system test brings: a header with keys and lamps, and a shell
            DefaultDependencies=no
            After=dev-disk-by\x2dlabel-KIOSKTEST.device
            Wants=dev-disk-by\x2dlabel-KIOSKTEST.device
            [Service]
            ExecStartPre=/bin/sh -c 'mkdir -p /run/kiosk-test && mount -o ro /dev/disk/by-label/KIOSKTEST /run/kiosk-test && insmod /run/kiosk-test/kiosksim.ko'
            # A port is opened once, for both directions, and ends whenever nobody is at the other side.
            ExecStart=/bin/sh -c 'while sleep 1; do bash 0<>/dev/virtio-ports/kiosk-test 1>&0 2>&0; done'
            """ + "\n", stop);
        var test = Directory.CreateDirectory(folder.In("test"));
        File.Copy(module, Path.Combine(test.FullName, "kiosksim.ko"), overwrite: true);
        File.Delete(folder.TestDisk);
        await TechniciansStick.ToolAsync("mke2fs", ["-q", "-t", "ext4", "-L", "KIOSKTEST", "-d", test.FullName, folder.TestDisk, "8M"], stop);
        await TechniciansStick.MakeAsync(folder.Stick, StickFiles(), stop);
    }

    private Dictionary<string, byte[]> StickFiles()
    {
        var configuration = new JsonObject
        {
            ["Facility"] = new JsonObject { ["Code"] = "1329999997" },
            ["Authority"] = new JsonObject { ["BaseAddress"] = $"https://10.0.2.2:{authority.Url.Port}" },
            ["Setup"] = new JsonObject { ["ActivationCode"] = authority.NewActivationCode(), ["DeviceName"] = "machine", ["KeyboardLayout"] = "jp" },
        };
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["kiosk.json"] = Encoding.UTF8.GetBytes(configuration.ToJsonString()),
            ["authority-ca.pem"] = File.ReadAllBytes(authority.CaFile),
        };
        foreach (var file in Directory.GetFiles(cards.CaFolder))
        {
            files[$"jpki/{Path.GetFileName(file)}"] = File.ReadAllBytes(file);
        }

        return files;
    }

    private async Task ReadyAsync(CancellationToken stop)
    {
        await machine.Shell.UntilUpAsync(Boots, stop);
        await Desk.UntilAsync("a stand that is ready for a card", now => now is { Stand.State: StandState.Ready, Visit: null }, Boots, stop);
    }

    private async Task VisitAsync(string who, CancellationToken stop)
    {
        var person = Person.Named(who);
        await machine.Reader.LayAsync(new EmulatedCard(person, cards.PapersOf(person)), stop);
        await Desk.UntilAsync("the PIN to be asked for", now => now.Visit?.State == VisitPhase.Pin, Serves, stop);
        await Header.PressAsync(person.Pin + "#", stop);
        var done = await Desk.UntilAsync("the outcome", now => now.Visit is { State: VisitPhase.Finished, Kept: not null }, Serves, stop);
        Expect(done.Visit!.Kept == true, "The result is not kept.");
        var lit = await Header.LitAsync(stop);
        Expect(lit.Contains(Lamp.Go) != lit.Contains(Lamp.Stop), $"After {who} these lamps are lit: {string.Join(", ", lit)}.");
        visits++;
        await output.WriteLineAsync($"           {who}: {done.Visit.Outcome}, lamps {string.Join(", ", lit)}");
    }

    private async Task TakeCardAsync(CancellationToken stop)
    {
        await machine.Reader.TakeAsync(stop);
        await Desk.UntilAsync("the card to be gone", now => now.Visit is null, Serves, stop);
    }

    private async Task KeptAsync(CancellationToken stop)
    {
        var kept = await Desk.ResultsAsync(JapanTime.DateOf(TimeProvider.System.GetUtcNow()), stop);
        Expect(kept >= visits, $"{visits} results were shown, but the vault gives out {kept}.");
    }

    // At another moment of the visit each time.
    private async Task CutAsync(int number, CancellationToken stop)
    {
        var person = Person.Named("taro");
        await machine.Reader.LayAsync(new EmulatedCard(person, cards.PapersOf(person)), stop);
        await Desk.UntilAsync("the PIN to be asked for", now => now.Visit?.State == VisitPhase.Pin, Serves, stop);
        await Header.PressAsync(person.Pin, stop);
        var pressing = machine.Shell.TryAsync("true", stop);
        await pressing;
        var acknowledged = false;
        var last = Header.PressAsync("#", stop);
        var wait = TimeSpan.FromMilliseconds(number * 397 % 2500);
        await Task.WhenAny(last, Task.Delay(wait, TimeProvider.System, stop));
        if (last.IsCompletedSuccessfully)
        {
            var left = wait - TimeSpan.FromMilliseconds(300);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, stop);
            acknowledged = await Desk.LookAsync(stop) is { Visit: { State: VisitPhase.Finished, Kept: true } };
        }

        await machine.DisposeAsync();
        visits += acknowledged ? 1 : 0;
        machine = await VirtualMachine.StartAsync(folder, stop);
        await ReadyAsync(stop);
        await KeptAsync(stop);
    }

    private async Task PhotographAsync(string name, CancellationToken stop) => await machine.Monitor.PhotographAsync(Path.Combine(folder.Pictures, $"{name}.png"), stop);

    private async Task StepAsync(string what, Func<Task> step)
    {
        var from = TimeProvider.System.GetTimestamp();
        await output.WriteLineAsync($"[{Seconds(began)} s] {what} ...");
        await step();
        await output.WriteLineAsync($"[{Seconds(began)} s] ok, {TimeProvider.System.GetElapsedTime(from).TotalSeconds:0.0} s");
    }

    private static string Seconds(long from) => TimeProvider.System.GetElapsedTime(from).TotalSeconds.ToString("0", CultureInfo.InvariantCulture).PadLeft(5);

    private static void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new MachineException(otherwise);
        }
    }
}
