using System.Text.Json;
using Kiosk.Authority.Wire;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Outcomes;

/// <summary>One visit, from the wire to what is shown, kept and audited, through the stand's own parts.</summary>
internal sealed class Case
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 22, 9, 0, 0, JapanTime.Offset);
    private static readonly VisitRules Rules = new(new Deadlines());
    private static readonly FacilityCode Facility = FacilityCode.TryParse(Result.Facility, out var code) ? code : throw new InvalidOperationException();

    private static readonly ConfirmationQuestion Question = new(
        Guid.Parse(Result.VisitId), new DateOnly(2026, 11, 22), new byte[] { 1 }, new IdentityProof.Signature("c", new CardSignature(SignatureAlgorithm.RS256, new byte[] { 1 })));

    private readonly List<AuditEvent> audit = [];
    private Visit? visit;

    private Case(Exchange? exchange)
    {
        var certificate = new AuthCertificate(new byte[] { 1 }, CertificateStanding.Ok, Begin.AddYears(2));
        Step(new VisitEvent.CardArrived(Question.VisitId, IdentityMethod.Pin));
        Step(new VisitEvent.CardRead(new CardReading(new PinTries(3), certificate)));
        Step(new VisitEvent.PinConfirmed());
        Step(new VisitEvent.PinAnswered(new PinVerdict(Accepted: true, new PinTries(3))));
        audit.Clear();
        Step(exchange is null ? new VisitEvent.DeadlinePassed() : new VisitEvent.AuthorityAnswered(Answers.OfConfirmation(exchange, Question.VisitId, Facility)), exchange is null ? Begin.AddMinutes(1) : Begin);
        if (visit?.State == VisitState.Storing)
        {
            SaidBeforeKept = VisitView.Of(visit)!.Outcome is not null;
            Step(new VisitEvent.ResultKept(OnDisk: true));
        }
    }

    /// <summary>Whether staff were told anything of an answer that was not on disk yet.</summary>
    public bool SaidBeforeKept { get; }

    /// <summary>The visit when its outcome is shown.</summary>
    public Visit Visit => visit!;

    /// <summary>What was audited from the answer on.</summary>
    public IReadOnlyList<AuditEvent> Audit => audit;

    /// <summary>What the visitor sees and hears.</summary>
    public Moment Moment => Moments.Of(Visit, standReady: true);

    /// <summary>What is kept, as it comes back from its stored form.</summary>
    public KeptResult Kept => JsonSerializer.Deserialize(JsonSerializer.Serialize(KeptResult.Of(Visit), DeskJson.Default.KeptResult), DeskJson.Default.KeptResult)!;

    /// <summary>Runs the visit.</summary>
    public static Case Run(Transport transport, string result) => new(transport.Carry(result));

    private void Step(VisitEvent happened, DateTimeOffset? at = null)
    {
        var now = at ?? Begin;
        var before = visit;
        var step = Rules.Next(before, happened, now);
        audit.AddRange(AuditRules.Derive(before, step, now));
        visit = step.Visit;
    }
}
