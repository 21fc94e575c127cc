using System.Globalization;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Health;

/// <summary>How every part of the stand is, as lines.</summary>
internal static class HealthContent
{
    private const long Mebi = 1024 * 1024;

    // The vault grows by some kilobytes a visit; with so little left an update or a log may fill the disk.
    private const long LittleRoom = 200 * Mebi;
    private const int FewDays = 14;

    public static IReadOnlyList<Line> Of(ScreenModel model, int width)
    {
        var words = model.Words;
        var fields = new Fields(words, model.Shown, width);
        return
        [
            .. Line.Paragraph(words[Word.HealthKeys], width, Tone.Dim),
            .. model.Health.HasFailed ? Line.Paragraph(words[Word.CallFailed], width, Tone.Attention) : [],
            .. model.Staff.Notice is { } notice ? Line.Paragraph(notice, width, Tone.Attention) : [],
            .. Bundle(model, width),
            .. model.Now?.Stand is { } stand ? OfStand(stand, words, fields) : [],
            .. model.Health.View is { } view ? OfView(view, model.Clock, words, fields) : [],
            Line.Empty,
            .. OfTest(model.Health, words, width),
        ];
    }

    private static IEnumerable<Line> Bundle(ScreenModel model, int width) => model.Health switch
    {
        { IsBundling: true } => Line.Paragraph(model.Words[Word.BundleMaking], width, Tone.Busy),
        { Bundle: { } path } => Line.Paragraph(model.Words.Format(Word.BundleSaved, model.Shown.Text(path)), width, Tone.Good),
        _ => [],
    };

    private static IEnumerable<Line> OfStand(StandView stand, Words words, Fields fields) =>
    [
        .. fields.Of(Word.Reader, words.Of(stand.Reader), Of(stand.Reader == Cards.ReaderState.Ready)),
        .. fields.Of(Word.HealthPanel, stand.PanelTrouble ?? words[Word.HealthWell], Of(stand.PanelTrouble is null)),
        .. fields.Of(Word.Authority, words.Of(stand.Authority), Of(stand.Authority == Eligibility.AuthorityState.Available)),
        .. fields.Optional(Word.HealthHalted, stand.AuthorityHaltedSince is { } since ? At(since) : null, Tone.Attention),
        .. fields.Of(Word.Clock, stand.ClockOffSeconds is null ? words.Of(stand.Clock) : words[Word.ClockOff], Of(stand is { Clock: ClockState.Synchronized, ClockOffSeconds: null })),
        .. stand.UnreadableResults == 0 ? [] : fields.Of(Word.HealthUnreadable, stand.UnreadableResults.ToString(CultureInfo.InvariantCulture), Tone.Attention),
        .. words.Aside(stand.Aside) is { } aside ? fields.Of(Word.Kept, $"{aside.What} {aside.Next}", Tone.Attention) : [],
    ];

    private static IEnumerable<Line> OfView(HealthView view, DateTimeOffset now, Words words, Fields fields)
    {
        var days = (int)Math.Floor((view.CertificateUntil - now).TotalDays);
        return
        [
            .. fields.Of(Word.HealthRoundTrip, view.AuthorityMilliseconds is { } took ? $"{took} ms ({At(view.AuthorityCheckedAt!.Value)})" : words[Word.HealthNoAnswer], Of(view.AuthorityMilliseconds is not null)),
            .. fields.Of(Word.HealthDevice, view.Device),
            .. fields.Of(Word.HealthCertificate, words.Format(Word.HealthDays, days, JapanTime.At(view.CertificateUntil).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Of(days >= FewDays)),
            .. view.FreeBytes is { } free ? fields.Of(Word.HealthDisk, words.Format(Word.HealthFree, free / Mebi), Of(free >= LittleRoom)) : [],
            .. fields.Of(Word.HealthVault, Kibi(view.VaultBytes)),
            .. fields.Of(Word.HealthMemory, $"{view.MemoryBytes / Mebi} MiB"),
            .. fields.Of(Word.HealthVersion, view.Version),
            .. fields.Of(Word.HealthSince, At(view.StartedAt)),
        ];
    }

    private static IEnumerable<Line> OfTest(HealthSlot health, Words words, int width) => health switch
    {
        { IsTesting: true } => [Line.Of(words[Word.HealthTesting], Tone.Busy)],
        { Test: { } test } =>
        [
            Line.Of(words[test.Passed ? Word.HealthPassed : Word.HealthFailed], test.Passed ? Tone.Good : Tone.Bad),
            .. test.Lines.SelectMany(line => Line.Paragraph(line, width, line.StartsWith("ok", StringComparison.Ordinal) ? Tone.Plain : Tone.Attention)),
        ],
        _ => [],
    };

    private static Tone Of(bool isGood) => isGood ? Tone.Strong : Tone.Attention;

    private static string Kibi(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:N0} KiB");

    private static string At(DateTimeOffset at) => JapanTime.At(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
