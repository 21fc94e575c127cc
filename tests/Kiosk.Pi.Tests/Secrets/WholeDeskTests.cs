using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Stories;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Secrets;

/// <summary>A bench whose desk cannot write a byte that is not noted.</summary>
public sealed class TracedBench : RunningBench, IAsyncLifetime
{
    private static readonly WriteTrace Shared = new();

    public TracedBench() : base("""{ "Repeat": { "SameMonth": "show" } }""", clockIsSet: true, under: Shared.Program)
    {
    }

    internal WriteTrace Trace { get; } = Shared;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        Trace.Remove();
    }
}

/// <summary>
/// What a thief of the whole stand without its key finds, whatever staff did: visits, a pending one, a check by paper, a ticket, searches, exports to a program, restarts, a kill. Looked for in every
/// byte that the desk's process wrote, to whatever file, be it gone since; and in every file that is left.
/// </summary>
public sealed class WholeDeskTests(TracedBench bench) : IClassFixture<TracedBench>
{
    private const string Staff = "reception-1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Desk_WhateverStaffDo_WritesNothingThatNamesHer()
    {
        await bench.AuthorityAsync("down");
        var failed = await bench.VisitAsync("hanako", Outcome.CouldNotAsk);
        Assert.Equal(PendingResult.Done, (await bench.Desk.RecordAsync(Paper(failed.Id), Stop)).Result);
        await bench.AuthorityAsync("normal");
        await bench.UntilAsync(snapshot => snapshot.Stand is { State: StandState.Ready, Authority: Eligibility.AuthorityState.Available });
        var first = await bench.VisitAsync("hanako", Outcome.Covered);
        await UseAsync(first.Id);

        await RestartAsync("-KILL");
        var again = await bench.VisitAsync("hanako", Outcome.Covered);
        Assert.True(again.IsRepeat);
        await UseAsync(again.Id);
        await RestartAsync("-TERM");
        await UseAsync(first.Id);
        await bench.UntilAuditedAsync("resultExported", again.Id);

        var writes = bench.Trace.Writes().ToList();
        Assert.Equal(3, bench.Trace.Desks);
        // The whole run is in it: what the vault's files hold, and the log.
        Assert.Contains(writes, write => write.Where.EndsWith("/vault.db-wal", StringComparison.Ordinal));
        Assert.Contains(writes, write => write.What.AsSpan().IndexOf("-> Finished"u8) >= 0);
        Assert.All(writes, write => Assert.Empty(PersonMarksOnDisk.In(write.What)));

        // Nowhere but in its own folders, and nothing there either.
        var files = bench.Trace.Files().Where(file => !IsNoFile(file)).ToList();
        Assert.Contains(Path.Combine(bench.Folder, "vault", "vault.db"), files);
        Assert.All(files, file => Assert.True(file.StartsWith(bench.Folder, StringComparison.Ordinal) || file.StartsWith(bench.Trace.OwnFolders, StringComparison.Ordinal), file));
        Assert.All(Left(), file => Assert.Empty(PersonMarksOnDisk.In(Read(file))));
    }

    [Fact]
    public async Task Search_PlantedInEachForm_IsFoundWhereADeskWouldLeaveIt()
    {
        foreach (var (word, bytes) in PersonMarksOnDisk.All)
        {
            Assert.Contains(word, PersonMarksOnDisk.In([7, .. bytes, 7]));
        }

        var planted = Path.Combine(bench.Trace.OwnFolders, "tmp", "planted");
        foreach (var encoding in PersonMarksOnDisk.Encodings)
        {
            await File.WriteAllBytesAsync(planted, encoding.GetBytes("x架空　花子x"), Stop);
            Assert.Contains(Left(), file => file == planted && PersonMarksOnDisk.In(Read(file)).Contains("架空　花子"));
        }

        File.Delete(planted);
    }

    [Fact]
    public async Task Trace_OfAProgramThatTidiesUp_HoldsWhatItWrote()
    {
        var trace = new WriteTrace();
        try
        {
            using var program = System.Diagnostics.Process.Start(trace.Program, ["sh", "-c", "cd \"$TMPDIR\"; echo 架空　花子 > gone; mv gone away; rm away; echo 花子 >&2"]);
            await program.WaitForExitAsync(Stop);
            while (trace.Writes().Count() < 2)
            {
                // The tracer writes on for a moment.
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
            }

            Assert.All(trace.Writes(), write => Assert.Contains("花子", PersonMarksOnDisk.In(write.What)));
            Assert.Contains(Path.Combine(trace.OwnFolders, "tmp", "gone"), trace.Files());
            Assert.Contains(Path.Combine(trace.OwnFolders, "tmp", "away"), trace.Files());
        }
        finally
        {
            trace.Remove();
        }
    }

    // All that can be done with a result, and every way to look for her.
    private async Task UseAsync(Guid visit)
    {
        Assert.Equal("架空　花子", (await bench.Desk.ResultAsync(visit, Staff, Stop))!.Confirmation!.Records[0].Name);
        Assert.Equal(TicketResult.Done, (await bench.Desk.NoteTicketAsync(visit, new TypedTicket("２６１８７６５４３２１", "06999999", "R19.3.31", "1000円"), Staff, Stop)).Result);
        foreach (var text in new[] { "架空　花子", "ｶｸｳ ﾊﾅｺ", "かくう はなこ", "1971-02-03", "S46.2.3", "昭和46年2月3日", "19710203", "06999999", "12-34 5678", "26187654321" })
        {
            var answer = await bench.Desk.SearchAsync(new ResultSearch(text), Staff, Stop);
            Assert.Contains(answer.Page!.Lines, line => line.VisitId == visit);
        }

        foreach (var format in new[] { "xml&encoding=shift_jis", "text", "fhir", "ticket" })
        {
            var (file, why, _) = await bench.Desk.ExportAsync($"results/{visit}/export?format={format}&staff={Staff}&reason=claim", Stop);
            Assert.True(file is not null, why);
        }

        var today = JapanTime.DateOf(TimeProvider.System.GetUtcNow());
        Assert.NotNull((await bench.Desk.ExportAsync($"results/export?day={today:yyyy-MM-dd}&staff={Staff}&reason=checkup", Stop)).File);
        Assert.NotEmpty(await bench.Desk.HistoryAsync(today, Stop));
    }

    private async Task RestartAsync(string signal)
    {
        var old = bench.DeskPid;
        await RunningBench.KillAsync(signal, old);
        await bench.UntilAnotherAsync(old);
    }

    // What the desk made and what lies in its folders; the bench's other processes have theirs beside, and know her name.
    private IEnumerable<string> Left() => bench.Trace.Files().Where(file => !IsNoFile(file) && File.Exists(file))
        .Concat(new[] { bench.Trace.OwnFolders, Path.Combine(bench.Folder, "vault"), Path.Combine(bench.Folder, "identity") }.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
        .Append(Path.Combine(bench.Folder, "desk.log")).Where(file => !IsSocket(file)).Distinct(StringComparer.Ordinal);

    // Sockets of the desk and of the runtime, and the bench's loudspeaker.
    private static bool IsSocket(string file) => Path.GetFileName(file) is var name && (name.EndsWith(".sock", StringComparison.Ordinal) || name.EndsWith(".fifo", StringComparison.Ordinal)
        || name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) || name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal));

    private static bool IsNoFile(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal) || path.StartsWith("/sys/", StringComparison.Ordinal);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static CheckRequest Paper(Guid visit) => new(
        AlternativeRoute.Certificate, Staff,
        [
            new(PaperField.InsurerNumber, "06999999"), new(PaperField.Symbol, "１２－３４"), new(PaperField.Number, "５６７８"), new(PaperField.Name, "架空　花子"),
            new(PaperField.Birthdate, "昭和46年2月3日"), new(PaperField.ValidUntil, "2030-07-31"),
        ],
        visit);
}
