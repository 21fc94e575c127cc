using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kiosk.Alternatives;
using Kiosk.Bench.Authority;
using Kiosk.Bench.People;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Tests.Stories;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Records;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Secrets;

/// <summary>A support bundle of a desk that knows a person in every way that it can: nothing of her is in it, in whatever form the text could stand there.</summary>
public sealed class PersonInBundleTests(HastyBench bench) : IClassFixture<HastyBench>, IDisposable
{
    private const string Ticket = "26100000123";
    private const string StaffName = "kakuu-hanako";
    private static readonly string[] Encodings = ["utf-8", "utf-16", "utf-16BE", "shift_jis"];
    private static readonly Person Hanako = Person.Named("hanako");
    private static readonly Identity Who = Identity.Of(Hanako.CommonName);

    private readonly string folder = Directory.CreateTempSubdirectory("bundle").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Bundle_OfARunningDesk_NamesNobody()
    {
        var kept = await FillAsync();
        // What is looked for is what there is to find: in the result as it is kept.
        Assert.Contains(Who.Name, FoundIn(JsonSerializer.SerializeToUtf8Bytes(kept, DeskJson.Default.KeptResult)), StringComparer.Ordinal);
        await PutToolAsync("journalctl", "cat <<'END'\n" + Journal() + "\nEND\n");

        var parts = await BundleAsync($"--Screen:Staff={StaffName}", $"--Face:Folder=/home/{Who.Name}/face");

        Assert.Equal(["README.txt", "versions.txt", "configuration.txt", "selftest.txt", "desk.txt", "machine.txt", "results.csv", "audit.csv", "journal.txt"], parts.Select(part => part.Name));
        Assert.All(parts, part => Assert.True(FoundIn(part.Content).Count == 0, $"{part.Name}: {string.Join(' ', FoundIn(part.Content))}"));
        // And it does tell.
        var text = parts.ToDictionary(part => part.Name, part => Encoding.UTF8.GetString(part.Content), StringComparer.Ordinal);
        Assert.Contains(".NET 10", text["versions.txt"], StringComparison.Ordinal);
        Assert.Contains("Facility:Code = 1329999997", text["configuration.txt"], StringComparison.Ordinal);
        Assert.Contains("Screen:Staff = (set, not shown)", text["configuration.txt"], StringComparison.Ordinal);
        Assert.Contains("ok    desk: running", text["selftest.txt"], StringComparison.Ordinal);
        Assert.Contains("state: Ready", text["desk.txt"], StringComparison.Ordinal);
        Assert.Contains("MiB free", text["machine.txt"], StringComparison.Ordinal);
        Assert.Contains(",covered,pin,1", text["results.csv"], StringComparison.Ordinal);
        Assert.Contains("visitEnded", text["audit.csv"], StringComparison.Ordinal);
        Assert.Contains("note=(not shown)", text["audit.csv"], StringComparison.Ordinal);
        Assert.Contains("Finished", text["journal.txt"], StringComparison.Ordinal);
        Assert.Contains("As under systemd.", text["journal.txt"], StringComparison.Ordinal);
        Assert.Contains("3 line(s) of others", text["journal.txt"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("shift_jis")]
    [InlineData("json")]
    public async Task Search_PlantedInABundle_Found(string form)
    {
        foreach (var mark in Marks())
        {
            var packed = Path.Combine(folder, "planted.tar.gz");
            await using (var zip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            await using (var tar = new TarWriter(zip))
            {
                var bytes = form == "json" ? JsonSerializer.SerializeToUtf8Bytes(mark) : Encoded(form).GetBytes(mark);
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "planted") { DataStream = new MemoryStream([7, .. bytes, 7]) }, Stop);
            }

            Assert.Contains(mark, FoundIn(Assert.Single(await UnpackAsync(packed)).Content), StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Bundle_NothingWorks_IsMadeAllTheSame()
    {
        var config = Path.Combine(folder, "broken.json");
        await File.WriteAllTextAsync(config, "{ \"Facility\": ", Stop);
        Directory.CreateDirectory(Path.Combine(folder, "vault"));
        await File.WriteAllTextAsync(Path.Combine(folder, "vault", "vault.db"), new string('x', 9000), Stop);
        await PutToolAsync("journalctl", "exit 1\n");
        var target = Path.Combine(folder, "b.tar.gz");

        var (exitCode, output, error) = await KioskProcess.RunProgramAsync("kiosk", ["bundle", target, "--config", config], Path.Combine(folder, "bin"));

        Assert.True(exitCode == 0, error);
        Assert.Contains("no journal", output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
        Assert.Contains("FAIL  configuration", Encoding.UTF8.GetString((await UnpackAsync(target)).Single(part => part.Name == "selftest.txt").Content), StringComparison.Ordinal);

        var second = await KioskProcess.RunProgramAsync("kiosk", ["bundle", target, $"--Vault:Folder={folder}/vault", $"--Desk:Socket={folder}/none"], Path.Combine(folder, "bin"));
        Assert.Equal(73, second.ExitCode);
        second = await KioskProcess.RunProgramAsync("kiosk", ["bundle", target, "--replace", $"--Vault:Folder={folder}/vault", $"--Desk:Socket={folder}/none"], Path.Combine(folder, "bin"));
        Assert.True(second.ExitCode == 0, second.Error);
        var parts = (await UnpackAsync(target)).ToDictionary(part => part.Name, part => Encoding.UTF8.GetString(part.Content), StringComparer.Ordinal);
        Assert.StartsWith("not to be had: ", parts["audit.csv"], StringComparison.Ordinal);
        Assert.StartsWith("No desk answers", parts["desk.txt"], StringComparison.Ordinal);
    }

    // A visit with its result looked at and exported, a ticket, a pending visit, a check by paper; and what the authority says names her.
    private async Task<KeptResult> FillAsync()
    {
        await bench.UntilAsync(snapshot => snapshot.Stand is { State: StandState.Ready, Authority: AuthorityState.Available });
        var visit = await bench.VisitAsync(Hanako.Key, Outcome.Covered);
        Assert.Equal(TicketResult.Done, (await bench.Desk.NoteTicketAsync(visit.Id, new TypedTicket(Ticket, Who.InsurerNumber, "2027-03-31", SelfPay: null), StaffName, Stop)).Result);
        var config = bench.Facts["configFile"]!.GetValue<string>();
        Assert.Equal(0, (await KioskProcess.RunAsync("export", "--visit", $"{visit.Id}", "--format", "text", "--reason", "other", "--note", "the lady in room 3", "--staff", StaffName, "--config", config)).ExitCode);
        await bench.AuthorityAsync("down");
        var pending = await bench.VisitAsync(Hanako.Key, Outcome.CouldNotAsk);
        TypedField[] paper =
        [
            new(PaperField.InsurerNumber, Who.InsurerNumber), new(PaperField.Symbol, "１２－３４"), new(PaperField.Number, "５６７８"), new(PaperField.Name, Who.Name),
            new(PaperField.Birthdate, "昭和46年2月3日"), new(PaperField.ValidUntil, "2030-07-31"),
        ];
        Assert.NotNull((await bench.Desk.RecordAsync(new CheckRequest(AlternativeRoute.Certificate, StaffName, paper, pending.Id), Stop)).CheckId);
        await bench.AuthorityAsync("normal");
        return (await bench.Desk.ResultAsync(visit.Id, StaffName, Stop))!;
    }

    private string Journal()
    {
        using var stream = new FileStream(Path.Combine(bench.Folder, "desk.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "kiosk[7]: " + line);
        // What must never be there, in our own form and in others'.
        return string.Join('\n', lines.Append("kiosk[7]: Kiosk.Pi.Desk.DeskLoop[0] As under systemd.").Append($"kiosk[7]: info: Kiosk.Pi.Desk.DeskLoop[0] Visit of {Who.Name}, {Who.InsurerNumber} 123456 {Ticket}.")
            .Concat([$"sshd[9]: session of {StaffName}", $"kiosk[7]: {Who.Kana}", $"kernel: {Who.InsurerNumber}"]).Select(line => $"2026-11-28T15:11:38+0900 {line}"));
    }

    private async Task<List<(string Name, byte[] Content)>> BundleAsync(params string[] more)
    {
        var target = Path.Combine(folder, "bundle.tar.gz");
        var (exitCode, output, error) = await KioskProcess.RunProgramAsync("kiosk", ["bundle", target, "--config", bench.Facts["configFile"]!.GetValue<string>(), .. more], Path.Combine(folder, "bin"));
        Assert.True(exitCode == 0, error);
        Assert.Contains("names no visitor", output, StringComparison.Ordinal);
        return await UnpackAsync(target);
    }

    private static async Task<List<(string Name, byte[] Content)>> UnpackAsync(string packed)
    {
        await using var zip = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        await using var tar = new TarReader(zip);
        var parts = new List<(string, byte[])>();
        while (await tar.GetNextEntryAsync(copyData: true, Stop) is { } entry)
        {
            using var content = new MemoryStream();
            await (entry.DataStream ?? Stream.Null).CopyToAsync(content, Stop);
            parts.Add((Path.GetFileName(entry.Name), content.ToArray()));
        }

        return parts;
    }

    private async Task PutToolAsync(string name, string program)
    {
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        var path = Path.Combine(folder, "bin", name);
        await File.WriteAllTextAsync(path, "#!/bin/sh\n" + program, Stop);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static List<string> FoundIn(byte[] bytes) => [.. Marks().Where(mark => Forms(mark).Any(form => bytes.AsSpan().IndexOf(form) >= 0))];

    // Names, kana of both widths, numbers, the birth date, the ticket, and the staff's name.
    private static string[] Marks() =>
    [
        Who.Name, Who.Name[^2..], Who.Kana, "カクウ", Who.InsurerNumber, Who.InsurerName, "５６７８", "架空県", Hanako.CommonName, Ticket, StaffName, "lady in room",
        Who.Birthdate, $"{Who.Birthdate[..4]}-{Who.Birthdate[4..6]}-{Who.Birthdate[6..]}",
    ];

    private static IEnumerable<byte[]> Forms(string text) => Encodings.Select(name => Encoded(name).GetBytes(text)).Append(Encoding.UTF8.GetBytes(JsonEncodedText.Encode(text).ToString()));

    private static Encoding Encoded(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }
}
