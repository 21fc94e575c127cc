using System.Xml.Linq;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Screen.Tests.Texts;

public class WordsTests
{
    // Every key that the code can ask for. What the record's codes may be is listed in the protocol's code tables.
    private static IEnumerable<string> Wanted =>
    [
        .. Enum.GetNames<Word>().Select(n => $"Word.{n}"),
        .. Enum.GetNames<Outcome>().SelectMany(n => new[] { $"Outcome.{n}", $"Outcome.{n}.Means", $"Outcome.{n}.Next" }),
        .. Enum.GetNames<Reason>().SelectMany(n => new[] { $"Reason.{n}.Means", $"Reason.{n}.Next" }),
        .. Enum.GetNames<VisitPhase>().SelectMany(n => new[] { $"Phase.{n}", $"Phase.{n}.Next" }),
        .. Enum.GetNames<StandState>().SelectMany(n => new[] { $"Stand.{n}", $"Stand.{n}.Next" }),
        .. Troubled<ReaderState>("Reader", ReaderState.Ready),
        .. Troubled<AuthorityState>("Authority", AuthorityState.Available),
        .. Troubled<ClockState>("Clock", ClockState.Synchronized),
        .. Enum.GetNames<ExportTrouble>().SelectMany(n => new[] { $"Export.{n}.Trouble", $"Export.{n}.Next" }),
        .. Enum.GetNames<IdentityMethod>().SelectMany(n => new[] { $"Method.{n}", $"Method.{n}.Short" }),
        .. Enum.GetNames<CommandResult>().Where(n => n != nameof(CommandResult.Done)).Select(n => $"Command.{n}"),
        .. Enum.GetNames<RecordDoubt>().Select(n => $"Doubt.{n}"),
        .. Enum.GetNames<InsurerKind>().Where(n => n != nameof(InsurerKind.Unknown)).Select(n => $"Insurer.{n}"),
        .. Enum.GetNames<TicketStanding>().Select(n => $"Ticket.{n}"),
        .. Enum.GetNames<TicketFinding>().Select(n => $"Finding.{n}"),
        .. Enum.GetNames<TicketKind>().Where(n => n != nameof(TicketKind.Unknown)).Select(n => $"Kind.{n}"),
        .. Enum.GetNames<FacilityKind>().Where(n => n != nameof(FacilityKind.Unknown)).Select(n => $"Facility.{n}"),
        "Kept.No", "Kept.No.Next",
        "Certificate.Expiring", "Certificate.Grace", "Certificate.NotJudged",
        .. Codes("CardClass", "01", "02", "03", "04", "05", "06", "07", "A1"),
        .. Codes("Sex", "1", "2", "3"),
        .. Codes("Person", "1", "2"),
        .. Codes("Loss", "01", "02", "03", "99"),
        "Preschool.1",
    ];

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Keys_OfALanguage_AreExactlyThoseAskedFor(string language) =>
        Assert.Equal(Wanted.Order(StringComparer.Ordinal), Read(language).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Texts_OfALanguage_AreFilledAndPlain(string language) => Assert.All(Read(language), text =>
    {
        Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key);
        Assert.Equal(text.Value.Trim(), text.Value);
        Assert.DoesNotContain('\n', text.Value);
    });

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Texts_OfALanguage_HoldNothingOfAmbiguousWidth(string language) => Assert.All(
        Read(language).Where(text => text.Key != $"Word.{Word.RecordMark}"),
        text => Assert.True(text.Value.IndexOfAny([.. "○●△▲□■◇◆☆★×÷±°…‥─│→←↑↓“”‘’§―※①②"]) < 0, $"{text.Key}: {text.Value}"));

    [Fact]
    public void Placeholders_InBothLanguages_AreTheSame() => Assert.All(
        Read("ja"), text => Assert.Equal(text.Value.Contains("{0}", StringComparison.Ordinal), Read("en")[text.Key].Contains("{0}", StringComparison.Ordinal)));

    [Fact]
    public void EveryWord_IsUsedByTheCode()
    {
        var code = string.Concat(Directory.EnumerateFiles(Path.Combine(Sources.Root, "src", "Kiosk.Screen"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));

        Assert.All(Enum.GetNames<Word>(), name => Assert.Matches($@"Word\.{name}\b", code));
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void EveryKey_IsFoundInTheAssembly(string language)
    {
        var words = new Words(language);

        Assert.All(Enum.GetValues<Word>(), w => Assert.NotEmpty(words[w]));
        Assert.All(Enum.GetValues<RecordDoubt>(), d => Assert.NotEmpty(words.Of(d)));
        Assert.All(Enum.GetValues<InsurerKind>(), k => Assert.Equal(k == InsurerKind.Unknown, words.Of(k) is null));
        Assert.All(Enum.GetValues<FacilityKind>(), k => Assert.Equal(k == FacilityKind.Unknown, words.Of(k) is null));
        Assert.All(Enum.GetValues<Reason>(), r => Assert.NotEmpty(words.Means(r) + words.Next(r)));
        Assert.All(Enum.GetValues<Outcome>(), o => Assert.NotEmpty(words.Of(o) + words.Means(o, reason: null) + words.Next(o, reason: null)));
        Assert.Equal("コード Z9", new Words("ja").Code("Sex", "Z9"));
    }

    [Theory]
    [InlineData("fr", "ja")]
    [InlineData("", "ja")]
    [InlineData("en", "en")]
    public void Language_ThatIsNotThere_IsJapanese(string asked, string got) => Assert.Equal(got, new Words(asked).Language);

    // At 80 columns a pane is 38 cells wide inside, a column of labels 14 or 13, the panel of a question 60.
    [Theory]
    [InlineData("ja", "Outcome.", 34, false)]
    [InlineData("en", "Outcome.", 34, false)]
    [InlineData("ja", "Phase.", 38, false)]
    [InlineData("en", "Phase.", 38, false)]
    [InlineData("ja", "Stand.", 38, false)]
    [InlineData("en", "Stand.", 38, false)]
    [InlineData("ja", "Word.Label", 14, true)]
    [InlineData("en", "Word.Label", 13, true)]
    [InlineData("ja", "Word.SectionElderly", 14, true)]
    [InlineData("en", "Word.SectionElderly", 13, true)]
    [InlineData("ja", "Word.SectionLimit", 36, true)]
    [InlineData("en", "Word.SectionLimit", 36, true)]
    [InlineData("ja", "Doubt.", 38, true)]
    [InlineData("en", "Doubt.", 38, true)]
    [InlineData("ja", "Word.Hint", 28, true)]
    [InlineData("en", "Word.Hint", 28, true)]
    [InlineData("ja", "Word.Fault", 28, true)]
    [InlineData("en", "Word.Fault", 28, true)]
    [InlineData("ja", "Word.Close", 18, true)]
    [InlineData("en", "Word.Close", 18, true)]
    [InlineData("ja", "Word.Route", 48, true)]
    [InlineData("en", "Word.Route", 48, true)]
    [InlineData("ja", "Word.Answer", 48, true)]
    [InlineData("en", "Word.Answer", 48, true)]
    [InlineData("ja", "Word.Help", 60, true)]
    [InlineData("en", "Word.Help", 60, true)]
    [InlineData("ja", "Word.TicketNumber", 32, true)]
    [InlineData("en", "Word.TicketNumber", 32, true)]
    [InlineData("ja", "Word.TicketInsurer", 32, true)]
    [InlineData("en", "Word.TicketInsurer", 32, true)]
    [InlineData("ja", "Word.TicketExpiry", 32, true)]
    [InlineData("en", "Word.TicketExpiry", 32, true)]
    [InlineData("ja", "Word.TicketSelfPay", 32, true)]
    [InlineData("en", "Word.TicketSelfPay", 32, true)]
    [InlineData("ja", "Word.ExportChoose", 32, true)]
    [InlineData("en", "Word.ExportChoose", 32, true)]
    [InlineData("ja", "Word.ExportNoteH", 32, true)]
    [InlineData("en", "Word.ExportNoteH", 32, true)]
    [InlineData("ja", "Word.ExportNoteM", 32, true)]
    [InlineData("en", "Word.ExportNoteM", 32, true)]
    [InlineData("ja", "Word.Reason", 18, true)]
    [InlineData("en", "Word.Reason", 18, true)]
    [InlineData("ja", "Word.FormDigits", 32, true)]
    [InlineData("en", "Word.FormDigits", 32, true)]
    [InlineData("ja", "Word.FormKeys", 76, true)]
    [InlineData("en", "Word.FormKeys", 76, true)]
    [InlineData("ja", "Word.Setting", 18, true)]
    [InlineData("en", "Word.Setting", 18, true)]
    [InlineData("ja", "Word.Adjust", 32, true)]
    [InlineData("en", "Word.Adjust", 32, true)]
    [InlineData("ja", "Word.Options", 76, true)]
    [InlineData("en", "Word.Options", 76, true)]
    [InlineData("ja", "Word.TicketNoted", 38, true)]
    [InlineData("en", "Word.TicketNoted", 38, true)]
    [InlineData("ja", "Ticket.", 35, true)]
    [InlineData("en", "Ticket.", 35, true)]
    [InlineData("ja", "Finding.", 33, true)]
    [InlineData("en", "Finding.", 33, true)]
    [InlineData("ja", "Word.Contact", 60, true)]
    [InlineData("en", "Word.Contact", 60, true)]
    [InlineData("ja", "Word.Ask", 200, true)]
    [InlineData("en", "Word.Ask", 200, true)]
    [InlineData("ja", "Method.", 16, true)]
    [InlineData("en", "Method.", 16, true)]
    public void Texts_OfAPlace_FitIt(string language, string prefix, int cells, bool all) => Assert.All(
        Read(language).Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal) && (all || t.Key.Count(c => c == '.') == 1)),
        t => Assert.True(Cells.Width(t.Value) <= cells, $"{t.Key}: {Cells.Width(t.Value)} cells"));

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void References_ToTheSide_FitOneLine(string language) => Assert.All(
        new[] { Word.RecordReference, Word.RecordUnjudged, Word.RecordMore, Word.StateMore }, word => Assert.InRange(Cells.Width(new Words(language)[word]), 1, 38));

    [Fact]
    public void CouldNotAsk_InItsReasons_NeverSaysInvalidWithoutNot()
    {
        Reason[] could = [Reason.Unreachable, Reason.Timeout, Reason.Unavailable, Reason.TooMany, Reason.BadAnswer, Reason.ProcessingFailed, Reason.StillProcessing, Reason.ProcessingUnknown, Reason.ReaderInUse, Reason.PanelLost, Reason.Interrupted];

        Assert.All(could, r => Assert.Contains("無効という意味ではありません", new Words("ja").Means(r), StringComparison.Ordinal));
        Assert.All(could, r => Assert.Matches("[Nn]ot .*\"not covered\"", new Words("en").Means(r)));
    }

    private static IEnumerable<string> Troubled<TEnum>(string name, TEnum good) where TEnum : struct, Enum => Enum.GetValues<TEnum>()
        .SelectMany(v => v.Equals(good) ? [$"{name}.{v}"] : new[] { $"{name}.{v}", $"{name}.{v}.Trouble", $"{name}.{v}.Next" });

    private static IEnumerable<string> Codes(string list, params string[] codes) => codes.Select(c => $"{list}.{c}");

    private static Dictionary<string, string> Read(string language) => XDocument.Load(Path.Combine(Sources.Root, "src", "Kiosk.Screen", $"Words.{language}.resx"))
        .Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);
}
