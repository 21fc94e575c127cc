using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Tests.Visits;

/// <summary>A desk of nothing but the rules: takes events, remembers what came of them.</summary>
internal sealed class Stand(Deadlines? deadlines = null)
{
    private readonly VisitRules rules = new(deadlines ?? new Deadlines());

    public static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, JapanTime.Offset);

    public DateTimeOffset Now { get; set; } = Start;

    public Visit? Visit { get; private set; }

    public Visit? Ended { get; private set; }

    public List<VisitEffect> Effects { get; } = [];

    public List<AuditEvent> Audit { get; } = [];

    /// <summary>What the visit, or the one that left last, came to.</summary>
    public Visit Latest => Visit ?? Ended ?? throw new InvalidOperationException("Nobody was there.");

    public Stand After(params IEnumerable<VisitEvent> events)
    {
        foreach (var happened in events)
        {
            Step(happened);
        }

        return this;
    }

    public VisitStep Step(VisitEvent happened)
    {
        var before = Visit;
        var step = rules.Next(before, happened, Now);
        Audit.AddRange(AuditRules.Derive(before, step, Now));
        Effects.AddRange(step.Effects);
        Visit = step.Visit;
        Ended = step.Ended ?? Ended;
        return step;
    }

    /// <summary>Waits until just before the deadline, where nothing happens, and then for it.</summary>
    public Stand AfterDeadline(TimeSpan expected)
    {
        var from = Now;
        Assert.Equal(from + expected, Visit?.Deadline);
        var state = Visit!.State;
        Now = from + expected - TimeSpan.FromTicks(1);
        Assert.Equal(state, Step(new VisitEvent.DeadlinePassed()).Visit!.State);
        Now = from + expected;
        return After(new VisitEvent.DeadlinePassed());
    }
}

/// <summary>Events with sample values.</summary>
internal static class Happened
{
    public static readonly VisitEvent Confirmed = new VisitEvent.PinConfirmed();
    public static readonly VisitEvent Digit = new VisitEvent.DigitTyped();
    public static readonly VisitEvent Right = new VisitEvent.PinAnswered(new PinVerdict(Accepted: true, new PinTries(PinTries.Full)));
    public static readonly VisitEvent Removed = new VisitEvent.CardRemoved();
    public static readonly VisitEvent Kept = new VisitEvent.ResultKept(OnDisk: true);
    public static readonly VisitEvent Covered = Answered(Sample.Confirmation());

    public static readonly VisitEvent Proved = new VisitEvent.CardProved();

    public static VisitEvent Arrived(IdentityMethod method = IdentityMethod.Pin) => new VisitEvent.CardArrived(Guid.CreateVersion7(Stand.Start), method);

    /// <summary>At a stand whose administrator chose to show an earlier answer of the month.</summary>
    public static VisitEvent ArrivedToRepeat(IdentityMethod method = IdentityMethod.Pin) => new VisitEvent.CardArrived(Guid.CreateVersion7(Stand.Start), method, MayRepeat: true);

    public static VisitEvent Found(KeptResult earlier) => Looked(new EarlierLook.Found(earlier));

    public static VisitEvent Looked(EarlierLook look) => new VisitEvent.EarlierLooked(look);

    public static VisitEvent Read(int tries = 3) => new VisitEvent.CardRead(new CardReading(new PinTries(tries), Sample.Certificate));

    public static readonly VisitEvent ReadNoPin = new VisitEvent.CardRead(new CardReading(Tries: null, Sample.Certificate));

    public static VisitEvent Wrong(int left) => new VisitEvent.PinAnswered(new PinVerdict(Accepted: false, new PinTries(left)));

    public static VisitEvent LastTry(bool allowed) => new VisitEvent.LastTryDecided(allowed, "S07");

    public static VisitEvent Photo(bool matches) => new VisitEvent.PhotoCompared(matches, "S07");

    public static VisitEvent Failed(CardTrouble trouble) => new VisitEvent.CardFailed(trouble);

    public static VisitEvent Answered(Confirmation confirmation) => Answer(new AuthorityAnswer.Answered(confirmation));

    public static VisitEvent Answer(AuthorityAnswer answer) => new VisitEvent.AuthorityAnswered(answer);
}
