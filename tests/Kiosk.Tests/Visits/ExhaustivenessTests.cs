using System.Reflection;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Visits;

/// <summary>Every state has a defined answer to every event; a new case without a rule, a sample or a row fails here.</summary>
public sealed class ExhaustivenessTests
{
    private const string Heading = "idle reading pin lastTry photo noPin verifying asking storing finished takeCard";

    private static readonly Dictionary<string, VisitEvent> Events = new(StringComparer.Ordinal)
    {
        ["CardArrived"] = Arrived(),
        ["CardRemoved"] = Removed,
        ["ReaderLost"] = new VisitEvent.ReaderLost(),
        ["CardRead"] = Read(),
        ["CardRead blocked"] = Read(tries: 0),
        ["CardRead last"] = Read(tries: 1),
        ["CardRead no PIN"] = ReadNoPin,
        ["CardFailed"] = Failed(CardTrouble.Unreadable),
        ["DigitTyped"] = Digit,
        ["PinCleared"] = new VisitEvent.PinCleared(),
        ["PinTakenBack"] = new VisitEvent.PinTakenBack(),
        ["PinIncomplete"] = new VisitEvent.PinIncomplete(),
        ["PinConfirmed"] = Confirmed,
        ["PinAnswered right"] = Right,
        ["PinAnswered wrong"] = Wrong(left: 2),
        ["PinAnswered last"] = Wrong(left: 1),
        ["PinAnswered blocked"] = Wrong(left: 0),
        ["EarlierLooked"] = Found(Visits.Earlier.Covered()),
        ["EarlierLooked none"] = Looked(new EarlierLook.None()),
        ["CardProved"] = Proved,
        ["AuthorityAnswered"] = Covered,
        ["AuthorityAnswered no"] = Answer(new AuthorityAnswer.CouldNotAsk(Reason.Unreachable, Detail: null)),
        ["PhotoCompared"] = Photo(matches: true),
        ["PhotoCompared no"] = Photo(matches: false),
        ["LastTryDecided"] = LastTry(allowed: true),
        ["LastTryDecided no"] = LastTry(allowed: false),
        ["CancelledByStaff"] = new VisitEvent.CancelledByStaff("S07"),
        ["ResultKept"] = Kept,
        ["PanelLost"] = new VisitEvent.PanelLost(),
        ["DeadlinePassed"] = new VisitEvent.DeadlinePassed(),
    };

    // Where the event leads; a dot: the state stays.
    [Theory]
    //                                   idle    reading  pin       lastTry   photo    noPin    verifying asking   storing  finished takeCard
#pragma warning disable format // a table
    [InlineData("CardArrived",          "reading .        .         .         .        .        .         .        .        .        .")]
    [InlineData("CardRemoved",          ".       idle     idle      idle      idle     idle     idle      idle     idle     idle     idle")]
    [InlineData("ReaderLost",           ".       idle     idle      idle      idle     idle     idle      idle     idle     idle     idle")]
    [InlineData("CardRead",             ".       pin      .         .         .        .        .         .        .        .        .")]
    [InlineData("CardRead blocked",     ".       finished .         .         .        .        .         .        .        .        .")]
    [InlineData("CardRead last",        ".       staff    .         .         .        .        .         .        .        .        .")]
    [InlineData("CardRead no PIN",      ".       staff    .         .         .        .        .         .        .        .        .")]
    [InlineData("CardFailed",           ".       finished finished  finished  finished finished finished  finished .        .        .")]
    [InlineData("DigitTyped",           ".       .        .         .         .        .        .         .        .        .        .")]
    [InlineData("PinCleared",           ".       .        .         .         .        .        .         .        .        .        .")]
    [InlineData("PinTakenBack",         ".       .        .         .         .        .        .         .        .        .        .")]
    [InlineData("PinIncomplete",        ".       .        .         .         .        .        .         .        .        .        .")]
    [InlineData("PinConfirmed",         ".       .        verifying .         .        .        .         .        .        .        .")]
    [InlineData("PinAnswered right",    ".       .        .         .         .        .        asking    .        .        .        .")]
    [InlineData("PinAnswered wrong",    ".       .        .         .         .        .        pin       .        .        .        .")]
    [InlineData("PinAnswered last",     ".       .        .         .         .        .        staff     .        .        .        .")]
    [InlineData("PinAnswered blocked",  ".       .        .         .         .        .        finished  .        .        .        .")]
    [InlineData("EarlierLooked",        ".       .        .         .         .        .        .         .        .        .        .")]
    [InlineData("EarlierLooked none",   ".       .        .         .         .        .        .         .        .        .        .")]
    [InlineData("CardProved",           ".       .        .         .         .        .        .         .        .        .        .")]
    [InlineData("AuthorityAnswered",    ".       .        .         .         .        .        .         storing  .        .        .")]
    [InlineData("AuthorityAnswered no", ".       .        finished  finished  .        .        finished  finished .        .        .")]
    [InlineData("PhotoCompared",        ".       .        .         .         asking   asking   .         .        .        .        .")]
    [InlineData("PhotoCompared no",     ".       .        .         .         finished finished .         .        .        .        .")]
    [InlineData("LastTryDecided",       ".       .        .         pin       .        .        .         .        .        .        .")]
    [InlineData("LastTryDecided no",    ".       .        .         finished  .        .        .         .        .        .        .")]
    [InlineData("CancelledByStaff",     ".       finished finished  finished  finished finished finished  finished .        .        .")]
    [InlineData("ResultKept",           ".       .        .         .         .        .        .         .        finished .        .")]
    [InlineData("PanelLost",            ".       .        finished  .         .        .        .         .        .        .        .")]
    [InlineData("DeadlinePassed",       ".       finished finished  finished  finished finished finished  finished finished takeCard .")]
#pragma warning restore format
    public void Next_EveryStateAndEvent_LeadsWhereTheTableSays(string name, string row)
    {
        var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (column, cell) in Heading.Split(' ').Zip(cells))
        {
            var stand = StandIn(column);
            var before = NameOf(stand.Visit);
            stand.Now += TimeSpan.FromHours(1);

            stand.Step(Events[name]);

            Assert.True(NameOf(stand.Visit) == (cell == "." ? before : cell), $"{column} + {name} -> {NameOf(stand.Visit)}, not {cell}");
        }

        Assert.Equal(Heading.Split(' ').Length, cells.Length);
    }

    [Fact]
    public void Table_EveryEvent_HasASampleAndARow()
    {
        var rows = typeof(ExhaustivenessTests).GetMethod(nameof(Next_EveryStateAndEvent_LeadsWhereTheTableSays))!
            .GetCustomAttributes<InlineDataAttribute>().Select(row => (string)row.Data[0]!).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(CasesOf(typeof(VisitEvent)), Events.Values.Select(happened => happened.GetType()).ToHashSet());
        Assert.True(rows.SetEquals(Events.Keys));
    }

    [Fact]
    public void Table_EveryState_HasAColumn() =>
        Assert.Equal(Enum.GetValues<VisitState>().ToHashSet(), Heading.Split(' ').Skip(1).Select(column => StandIn(column).Visit!.State).ToHashSet());

    [Fact]
    public void Next_EveryCardTrouble_HasARuleInEveryState()
    {
        foreach (var column in Heading.Split(' '))
        {
            Assert.All(Enum.GetValues<CardTrouble>(), trouble => StandIn(column).Step(Failed(trouble)));
        }
    }

    [Fact]
    public void Next_EveryAuthorityAnswer_HasARule()
    {
        AuthorityAnswer[] answers =
        [
            new AuthorityAnswer.Answered(Sample.Confirmation()), new AuthorityAnswer.CardRefused(Reason.CertificateRevoked, "x"),
            new AuthorityAnswer.StandRefused(Reason.DeviceUnknown, "x"), new AuthorityAnswer.ChallengeSpent(), new AuthorityAnswer.CouldNotAsk(Reason.Timeout, "x"),
        ];
        Assert.Equal(CasesOf(typeof(AuthorityAnswer)), answers.Select(answer => answer.GetType()).ToHashSet());

        foreach (var column in Heading.Split(' '))
        {
            Assert.All(answers, answer => StandIn(column).Step(Answer(answer)));
        }
    }

    internal static Stand StandIn(string column) => column switch
    {
        "idle" => new Stand(),
        "reading" => new Stand().After(Arrived()),
        "pin" => StandIn("reading").After(Read()),
        "lastTry" => StandIn("reading").After(Read(tries: 1)),
        "noPin" => StandIn("reading").After(ReadNoPin),
        "photo" => new Stand().After(Arrived(IdentityMethod.Visual), Read()),
        "verifying" => StandIn("pin").After(Confirmed),
        "asking" => StandIn("verifying").After(Right),
        "storing" => StandIn("asking").After(Covered),
        "finished" => StandIn("storing").After(Kept),
        "takeCard" => StandIn("finished").AfterDeadline(TimeSpan.FromSeconds(15)),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "No such state."),
    };

    private static HashSet<Type> CasesOf(Type closedList) => [.. closedList.GetNestedTypes().Where(type => type.IsSubclassOf(closedList))];

    private static string NameOf(Visit? visit) => visit is null ? "idle" : char.ToLowerInvariant(visit.State.ToString()[0]) + visit.State.ToString()[1..];
}
