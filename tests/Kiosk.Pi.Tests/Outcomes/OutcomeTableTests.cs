using System.Globalization;
using System.Text.Json;
using Kiosk.Exports;
using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Texts;
using Kiosk.Signals;
using Kiosk.Vault;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;

namespace Kiosk.Pi.Tests.Outcomes;

/// <summary>
/// Every transport, message, person and qualification that there can be: outcome, reason, words, signal, stored form and audit event of each.
/// Two tables say what must come of them; only one line of the first says "covered".
/// </summary>
public sealed class OutcomeTableTests
{
    private static readonly string[] Segments = ["1", "2", "9", "3", "0", "１", ""];
    private static readonly string[] Statuses = ["1", "2", "9", "01", ""];
    private static readonly string[] Validities = ["1", "2", "3", "4", "5", "6", "7", "9", "0", "01", "１", ""];
    private static readonly int[] Counts = [0, 1, 2];
    private static readonly Words[] Languages = [new(Words.Japanese), new(Words.English)];

    // What a result says, once it came through: the first line that fits. A dash: not there; a star: whatever it is.
#pragma warning disable format // a table
    private static readonly (string Layers, Outcome Outcome, Reason? Reason)[] Results =
    [
        // message person validity records
        ("-       *      *        *", Outcome.CouldNotAsk, Reason.BadAnswer),
        ("2       *      *        *", Outcome.CouldNotAsk, Reason.StillProcessing),
        ("9       *      *        *", Outcome.CouldNotAsk, Reason.ProcessingFailed),
        ("1       2      *        *", Outcome.CouldNotAsk, Reason.ProcessingFailed),
        ("1       1      1        1", Outcome.Covered,     null),
        ("1       1      1        *", Outcome.Unknown,     Reason.ResultCount),
        ("1       1      2        *", Outcome.NotCovered,  Reason.QualificationLost),
        ("1       1      3        *", Outcome.NotCovered,  Reason.QualificationReplaced),
        ("1       1      4        *", Outcome.NoRecord,    null),
        ("1       1      5        *", Outcome.Several,     null),
        ("1       1      6        *", Outcome.Unknown,     Reason.NotRegistered),
        ("1       1      *        *", Outcome.Unknown,     Reason.ValidityUnknown),
        ("*       *      *        *", Outcome.CouldNotAsk, Reason.ProcessingUnknown),
    ];

    // What is said, shown to the visitor, stored and audited of each.
    private static readonly (Outcome Outcome, Reason? Reason, string Title, Moment Moment, string Stored)[] Shown =
    [
        (Outcome.Covered,          null,                         "〇 資格(有効)",        Moment.Done,     "covered -"),
        (Outcome.NotCovered,       Reason.QualificationLost,     "✕ 資格(無効)",         Moment.Done,     "notCovered qualificationLost"),
        (Outcome.NotCovered,       Reason.QualificationReplaced, "✕ 資格(無効)",         Moment.Done,     "notCovered qualificationReplaced"),
        (Outcome.NoRecord,         null,                         "／ 該当資格なし",       Moment.Done,     "noRecord -"),
        (Outcome.Several,          null,                         "＋ 複数該当",           Moment.Done,     "several -"),
        (Outcome.Unknown,          Reason.ResultCount,           "？ 判定できません",     Moment.Done,     "unknown resultCount"),
        (Outcome.Unknown,          Reason.NotRegistered,         "？ 判定できません",     Moment.Done,     "unknown notRegistered"),
        (Outcome.Unknown,          Reason.ValidityUnknown,       "？ 判定できません",     Moment.Done,     "unknown validityUnknown"),
        (Outcome.CouldNotAsk,      Reason.StillProcessing,       "！ 確認できません",     Moment.SeeStaff, "couldNotAsk stillProcessing"),
        (Outcome.CouldNotAsk,      Reason.ProcessingFailed,      "！ 確認できません",     Moment.SeeStaff, "couldNotAsk processingFailed"),
        (Outcome.CouldNotAsk,      Reason.ProcessingUnknown,     "！ 確認できません",     Moment.SeeStaff, "couldNotAsk processingUnknown"),
        (Outcome.CouldNotAsk,      Reason.BadAnswer,             "！ 確認できません",     Moment.SeeStaff, "couldNotAsk badAnswer"),
        (Outcome.CouldNotAsk,      Reason.Timeout,               "！ 確認できません",     Moment.SeeStaff, "couldNotAsk timeout"),
        (Outcome.CouldNotAsk,      Reason.Unreachable,           "！ 確認できません",     Moment.SeeStaff, "couldNotAsk unreachable"),
        (Outcome.CouldNotAsk,      Reason.Unavailable,           "！ 確認できません",     Moment.SeeStaff, "couldNotAsk unavailable"),
        (Outcome.CouldNotAsk,      Reason.TooMany,               "！ 確認できません",     Moment.SeeStaff, "couldNotAsk tooMany"),
        (Outcome.AuthorityRefused, Reason.Malformed,             "！ 端末が拒否されました", Moment.SeeStaff, "authorityRefused malformed"),
        (Outcome.AuthorityRefused, Reason.DeviceUnknown,         "！ 端末が拒否されました", Moment.SeeStaff, "authorityRefused deviceUnknown"),
        (Outcome.AuthorityRefused, Reason.DeviceSuspended,       "！ 端末が拒否されました", Moment.SeeStaff, "authorityRefused deviceSuspended"),
        (Outcome.AuthorityRefused, Reason.VisualNotGranted,      "！ 端末が拒否されました", Moment.SeeStaff, "authorityRefused visualNotGranted"),
        (Outcome.AuthorityRefused, Reason.VisitReused,           "！ 端末が拒否されました", Moment.SeeStaff, "authorityRefused visitReused"),
        (Outcome.CardRefused,      Reason.SignatureInvalid,      "＃ カードが使えません", Moment.SeeStaff, "cardRefused signatureInvalid"),
        (Outcome.CardRefused,      Reason.CertificateUntrusted,  "＃ カードが使えません", Moment.SeeStaff, "cardRefused certificateUntrusted"),
        (Outcome.CardRefused,      Reason.CertificateRevoked,    "＃ カードが使えません", Moment.SeeStaff, "cardRefused certificateRevoked"),
        (Outcome.CardRefused,      Reason.CertificateExpired,    "＃ カードが使えません", Moment.SeeStaff, "cardRefused certificateExpired"),
    ];
#pragma warning restore format

    public static TheoryData<string> TransportNames => [.. Transports.All.Select(transport => transport.Name)];

    /// <summary>Everything but the disk, for every combination.</summary>
    [Theory]
    [MemberData(nameof(TransportNames))]
    public void Answer_EveryResultOverATransport_ComesToWhatTheTablesSay(string name)
    {
        var transport = Transports.All.Single(t => t.Name == name);
        var covered = new List<string>();
        var looks = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (segment, status, validity, records) in EveryResult())
        {
            var what = $"{name}: {segment} {status} {validity} {records}";
            var visit = Case.Run(transport, Result.Of(segment, status, validity, records));
            var (outcome, reason) = transport.Instead is { } instead ? (instead.Outcome, (Reason?)instead.Reason) : Expected(segment, status, validity, records);
            var row = Shown.Single(r => r.Outcome == outcome && r.Reason == reason);

            Assert.True((outcome, reason) == (visit.Visit.Outcome, visit.Visit.Reason), $"{what}: {visit.Visit.Outcome} {visit.Visit.Reason}");
            Assert.False(visit.SaidBeforeKept, what);
            Assert.True(row.Moment == visit.Moment, $"{what}: {visit.Moment}");
            var kept = visit.Kept;
            var stored = JsonSerializer.Serialize(kept, Kiosk.Desk.DeskJson.Default.KeptResult);
            Assert.Equal(row.Stored, Codes(stored));
            Assert.Equal((AuditKind.VisitEnded, outcome, reason, null), Assert.Single(visit.Audit.Select(line => (line.Kind, line.Outcome!.Value, line.Reason, line.Detail))));
            // What is stored alike looks alike: drawn once.
            looks[stored] = looks.TryGetValue(stored, out var drawn) ? drawn : LooksCovered(kept);
            Assert.Equal((outcome == Outcome.Covered, outcome == Outcome.Covered), (looks[stored], AppText.Write(kept) is not null));
            if (outcome == Outcome.Covered)
            {
                covered.Add($"{segment} {status} {validity} {records}");
            }
        }

        Assert.Equal(transport.Instead is null ? ["1 1 1 1"] : Array.Empty<string>(), covered);
    }

    [Fact]
    public void Tables_EveryLine_IsReached()
    {
        var reached = Transports.All.Where(t => t.Instead is null).Take(1).SelectMany(_ => EveryResult().Select(r => Expected(r.Segment, r.Status, r.Validity, r.Records)))
            .Concat(Transports.All.Where(t => t.Instead is not null).Select(t => (t.Instead!.Value.Outcome, (Reason?)t.Instead.Value.Reason)));

        Assert.Equal(Shown.Select(row => (row.Outcome, row.Reason)).ToHashSet(), reached.ToHashSet());
    }

    /// <summary>Whatever was answered looks and sounds the same to whoever stands there, and so does whatever was not.</summary>
    [Fact]
    public void Signal_OfEveryLine_IsOneOfTwo() => Assert.Equal(2, Shown.Select(row => SignalTable.For(row.Moment)).Distinct().Count());

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Words_OfEveryLine_SayWhatItMeansAndWhatToDo(string language)
    {
        var words = new Words(language);
        foreach (var (outcome, reason, title, _, _) in Shown)
        {
            Assert.Equal(title, Verdicts.Titled(outcome, new Words(Words.Japanese)));
            Assert.NotEmpty(words.Next(outcome, reason));
            if (outcome == Outcome.CouldNotAsk)
            {
                Assert.Matches("無効という意味ではありません|[Nn]ot .*\"not covered\"", words.Means(outcome, reason));
            }
        }

        Assert.Distinct(Shown.Select(row => words.Means(row.Outcome, row.Reason)), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("1", "1", "1", 1, null, false)]
    [InlineData("1", "1", "2", 1, "参考: 最後の資格（無効）", true)]
    [InlineData("1", "1", "3", 1, "参考: 最後の資格（無効）", true)]
    [InlineData("1", "1", "5", 2, "参考: 判定できない資格", false)]
    [InlineData("1", "1", "6", 1, "参考: 判定できない資格", false)]
    [InlineData("1", "1", "7", 1, "参考: 判定できない資格", false)]
    [InlineData("1", "1", "1", 2, "参考: 判定できない資格", false)]
    [InlineData("1", "2", "1", 1, "参考: 判定できない資格", false)]
    [InlineData("9", "1", "1", 1, "参考: 判定できない資格", false)]
    public void Record_OfAnAnswer_IsLabelledAndShowsTheAuthoritysWords(string segment, string status, string validity, int records, string? label, bool crossed)
    {
        var lines = Lines(Case.Run(Transports.All[0], Result.Of(segment, status, validity, records)).Kept, Languages[0]).Select(line => line.Text).ToList();

        Assert.Contains(lines, line => line.Contains(Result.Words, StringComparison.Ordinal));
        Assert.Equal(label is not null, lines.Exists(line => line.StartsWith("参考", StringComparison.Ordinal)));
        Assert.True(label is null || lines[1].TrimEnd() == label, lines[1]);
        Assert.All(lines.Where(line => line.Contains("架空　花子", StringComparison.Ordinal)), line => Assert.Equal(crossed, line.StartsWith('✕')));
    }

    [Fact]
    public void Refusal_WithTheAuthoritysWords_IsKeptWithThem() => Assert.All(
        Transports.All.Where(t => t.Instead?.Outcome is Outcome.CardRefused or Outcome.AuthorityRefused),
        transport => Assert.Contains(Lines(Case.Run(transport, "").Kept, Languages[0]), line => line.Text.Contains(Result.Words, StringComparison.Ordinal)));

    /// <summary>One visit of every line, on a real disk.</summary>
    [Fact]
    public async Task Vault_OneVisitOfEveryLine_HoldsItsCodesInRowsAndTrail()
    {
        var folder = Directory.CreateTempSubdirectory("outcomes").FullName;
        var opened = SqliteVault.Open(Path.Combine(folder, "vault")).Vault!;
        await using (opened)
        {
            foreach (var visit in OneOfEach())
            {
                var id = Guid.CreateVersion7(visit.Visit.StartedAt);
                Assert.Null(await opened.KeepAsync(KeptResult.Of(visit.Visit) with { VisitId = id }, TestContext.Current.CancellationToken));
                Assert.Null(await opened.AuditAsync([.. visit.Audit.Select(line => line with { VisitId = id })], TestContext.Current.CancellationToken));
                Assert.Equal(visit.Visit.Confirmation?.Records.Count, (await opened.FindAsync(id, TestContext.Current.CancellationToken)).Value!.Confirmation?.Records.Count);
            }
        }

        var rows = Read(Path.Combine(folder, "vault", "vault.db"), "SELECT outcome || ' ' || ifnull(reason, '-') FROM results");
        var trail = Read(Path.Combine(folder, "vault", "vault.db"), "SELECT kind || ' ' || outcome || ' ' || ifnull(reason, '-') FROM audit WHERE kind <> 'trailBegan'");
        Directory.Delete(folder, recursive: true);
        Assert.Equal(Shown.Select(row => row.Stored).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        Assert.Equal(Shown.Select(row => $"visitEnded {row.Stored}").Order(StringComparer.Ordinal), trail.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Segment, string Status, string Validity, int Records)> EveryResult() =>
        from segment in Segments from status in Statuses from validity in Validities from records in Counts select (segment, status, validity, records);

    private static (Outcome Outcome, Reason? Reason) Expected(string segment, string status, string validity, int records)
    {
        string[] said = [segment, status, validity, records.ToString(CultureInfo.InvariantCulture)];
        var line = Results.First(row => row.Layers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Zip(said).All(pair => pair.First == "*" || pair.First == (pair.Second.Length == 0 ? "-" : pair.Second)));
        return (line.Outcome, line.Reason);
    }

    private static IEnumerable<Case> OneOfEach() => Transports.All.Where(t => t.Instead is not null).DistinctBy(t => t.Instead).Select(t => Case.Run(t, Result.Of("1", "1", "1", 1)))
        .Concat(EveryResult().DistinctBy(r => Expected(r.Segment, r.Status, r.Validity, r.Records)).Select(r => Case.Run(Transports.All[0], Result.Of(r.Segment, r.Status, r.Validity, r.Records))))
        .DistinctBy(visit => (visit.Visit.Outcome, visit.Visit.Reason));

    private static bool LooksCovered(KeptResult kept) => Array.Exists(Languages, words => Lines(kept, words).Any(line =>
        line.Banner == Tone.Good || line.Spans.Any(span => span.Tone == Tone.Good) || line.Text.Contains(words.Of(Outcome.Covered), StringComparison.Ordinal)));

    private static IReadOnlyList<Line> Lines(KeptResult kept, Words words) => new RecordContent(words, new Shown(ascii: false), new DateOnly(2026, 11, 24)).Of(kept, 38);

    private static string Codes(string kept)
    {
        using var stored = JsonDocument.Parse(kept);
        return $"{stored.RootElement.GetProperty("outcome").GetString()} {stored.RootElement.GetProperty("reason").GetString() ?? "-"}";
    }

    private static List<string> Read(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var read = new List<string>();
        while (rows.Read())
        {
            read.Add(rows.GetString(0));
        }

        return read;
    }
}
