using CsCheck;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Visits;

/// <summary>What holds whatever happens, in whatever order.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<VisitEvent> AnyEvent = Gen.Frequency(
        (6, Gen.Select(Gen.Enum<IdentityMethod>(), Gen.Bool).Select((method, repeats) => repeats ? ArrivedToRepeat(method) : Arrived(method))),
        (3, Gen.Int[1, 6].Select(validity => Found(Earlier.Of(Sample.Confirmation(validity: $"{validity}"))))),
        (3, Gen.Const(Proved)),
        (6, Gen.Int[0, 3].Select(Read)),
        (2, Gen.Const(ReadNoPin)),
        (3, Gen.Const(Digit)),
        (8, Gen.Const(Confirmed)),
        (6, Gen.Const(Right)),
        (8, Gen.Int[0, 3].Select(Wrong)),
        (6, Gen.Bool.Select(LastTry)),
        (3, Gen.Bool.Select(Photo)),
        (6, Gen.Select(Gen.Int[0, 7], Gen.Int[0, 2]).Select((validity, records) => Answered(Sample.Confirmation(validity: $"{validity}", records: records)))),
        (2, Gen.Const(Covered)),
        (1, Gen.Const(Answer(new AuthorityAnswer.ChallengeSpent()))),
        (1, Gen.Enum<Reason>().Select(reason => Answer(new AuthorityAnswer.CouldNotAsk(reason, "x")))),
        (1, Gen.Enum<Reason>().Select(reason => Answer(new AuthorityAnswer.CardRefused(reason, "x")))),
        (1, Gen.Enum<Reason>().Select(reason => Answer(new AuthorityAnswer.StandRefused(reason, "x")))),
        (1, Gen.Enum<CardTrouble>().Select(Failed)),
        (3, Gen.Bool.Select(onDisk => (VisitEvent)new VisitEvent.ResultKept(onDisk))),
        (1, Gen.Const<VisitEvent>(new VisitEvent.CancelledByStaff("S07"))),
        (1, Gen.Const<VisitEvent>(new VisitEvent.PinIncomplete())),
        (1, Gen.Const<VisitEvent>(new VisitEvent.PinCleared())),
        (1, Gen.Const<VisitEvent>(new VisitEvent.ReaderLost())),
        (3, Gen.Const<VisitEvent>(new VisitEvent.DeadlinePassed())),
        (4, Gen.Const(Removed)));

    private static readonly Gen<(VisitEvent Happened, int Seconds)[]> AnyDay = Gen.Select(AnyEvent, Gen.Int[0, 12]).Array[0, 80];

    [Fact]
    public void Pin_IsVerifiedOnlyOnceForEachConfirmation() => OnAnyDay(steps =>
    {
        foreach (var step in steps)
        {
            var verifications = step.Result.Effects.Count(effect => effect == VisitEffect.VerifyPin);
            Assert.True(verifications == 0 || (verifications == 1 && step.Happened is VisitEvent.PinConfirmed && step.Before!.State == VisitState.Pin));
        }
    });

    [Fact]
    public void Pin_TheLastTry_IsNeverSpentWithoutConsent() => OnAnyDay(steps =>
    {
        var consent = false;
        foreach (var step in steps)
        {
            // Whatever the card says of its tries, or a new card, voids an older consent.
            consent = step switch
            {
                { Happened: VisitEvent.CardArrived or VisitEvent.CardRead or VisitEvent.PinAnswered, After: var after } when after != step.Before => false,
                { Happened: VisitEvent.LastTryDecided { Allowed: true }, Before: { State: VisitState.Staff, Reason: Reason.LastTry } } => true,
                _ => consent,
            };
            if (step.Result.Effects.Contains(VisitEffect.VerifyPin))
            {
                Assert.False(step.After!.Tries!.Value.IsBlocked);
                Assert.True(consent || !step.After.Tries!.Value.IsLast);
            }
        }
    });

    [Fact]
    public void Outcome_Covered_OnlyFromOneValidAnswerAfterIdentity() => OnAnyDay(steps =>
    {
        var identity = false;
        foreach (var step in steps)
        {
            identity = step.Before is not null && (identity
                || (step is { Happened: VisitEvent.PinAnswered { Verdict.Accepted: true }, Before: { State: VisitState.Verifying, Method: IdentityMethod.Pin } })
                || (step is { Happened: VisitEvent.PhotoCompared { Matches: true }, Before: { State: VisitState.Staff, Reason: Reason.PhotoCheck or Reason.PinUnusable } }));
            if (step.Before?.Outcome != Outcome.Covered && step.Latest?.Outcome == Outcome.Covered)
            {
                Assert.True(identity);
                Assert.True(step.Happened is VisitEvent.AuthorityAnswered { Answer: AuthorityAnswer.Answered { Confirmation: { Validity: "1", Records.Count: 1 } } }
                    || step is { Latest.RepeatOf: not null, Before: { MayRepeat: true, Earlier.Outcome: Outcome.Covered } });
            }
        }
    });

    [Fact]
    public void Visit_OutcomeOnceSet_NeverChanges() => OnAnyDay(steps =>
    {
        foreach (var (before, after) in steps.Where(step => step.Before?.Outcome is not null).Select(step => (step.Before!, step.Latest!)))
        {
            Assert.Equal((before.Outcome, before.Reason, before.EndedAt, before.Confirmation), (after.Outcome, after.Reason, after.EndedAt, after.Confirmation));
        }
    });

    [Fact]
    public void Visit_Ids_NeverMix() => OnAnyDay(steps =>
    {
        foreach (var step in steps)
        {
            if (step is { Before: { } before, Latest: { } latest })
            {
                Assert.Equal((before.Id, before.StartedAt), (latest.Id, latest.StartedAt));

                // From B to A only where the card has no PIN and staff compared the photo.
                Assert.True(before.Method == latest.Method || step is { Happened: VisitEvent.PhotoCompared { Matches: true }, Before.Reason: Reason.PinUnusable });
            }
            else if (step.After is { } begun)
            {
                Assert.Equal(((VisitEvent.CardArrived)step.Happened).VisitId, begun.Id);
            }

            Assert.True(step.Result.Visit is null || step.Result.Ended is null);
        }
    });

    [Fact]
    public void Visit_EachOne_IsKeptExactlyOnceWithAnOutcome() => OnAnyDay(steps =>
    {
        var begun = steps.Where(step => step.Before is null && step.After is not null).Select(step => step.After!.Id).ToList();
        var keeping = steps.Where(step => step.Result.Effects.Contains(VisitEffect.KeepResult)).ToList();
        var ended = steps.Where(step => step.Result.Ended is not null).Select(step => step.Result.Ended!).ToList();

        Assert.Equal(begun, keeping.Select(step => step.Latest!.Id));
        Assert.All(keeping, step => Assert.Equal(1, step.Result.Effects.Count(effect => effect == VisitEffect.KeepResult)));
        Assert.All(keeping, step => Assert.NotNull(KeptResult.Of(step.Latest!)));
        Assert.Equal(begun, ended.Select(visit => visit.Id));
        Assert.All(ended, visit => Assert.True(visit is { Outcome: not null, EndedAt: not null, State: VisitState.Finished, Deadline: null }));
    });

    [Fact]
    public void Visit_WhateverItWaitsFor_ADeadlineIsSet() => OnAnyDay(steps =>
        Assert.All(steps.Where(step => step.After is not null), step => Assert.Equal(step.After!.State == VisitState.TakeCard, step.After.Deadline is null)));

    [Fact]
    public void Visit_OutcomeKnown_ExactlyInTheStatesThatSaySo() => OnAnyDay(steps =>
        Assert.All(
            steps.Where(step => step.After is not null),
            step => Assert.Equal(step.After!.State is VisitState.Storing or VisitState.Finished or VisitState.TakeCard, step.After.Outcome is not null)));

    [Fact]
    public void Audit_EachVisit_BeginsAndEndsOnceAndCountsEveryPin() => OnAnyDay(steps =>
    {
        var audit = steps.SelectMany(step => step.Audit).ToList();
        var ids = steps.Where(step => step.Before is null && step.After is not null).Select(step => (Guid?)step.After!.Id).ToList();

        Assert.Equal(ids, audit.Where(line => line.Kind == AuditKind.VisitBegan).Select(line => line.VisitId));
        Assert.Equal(ids, audit.Where(line => line.Kind == AuditKind.VisitEnded).Select(line => line.VisitId));
        Assert.Equal(Pins(steps, accepted: true), audit.Count(line => line.Kind == AuditKind.PinAccepted));
        Assert.Equal(Pins(steps, accepted: false), audit.Count(line => line.Kind == AuditKind.PinRefused));
    });

    private static int Pins(List<Step> steps, bool accepted) => steps.Count(step =>
        step is { Happened: VisitEvent.PinAnswered { Verdict: var verdict }, Before.State: VisitState.Verifying } && verdict.Accepted == accepted);

    private static void OnAnyDay(Action<List<Step>> holds) => AnyDay.Sample(
        day =>
        {
            var stand = new Stand();
            var steps = new List<Step>();
            // At the end of the day the last card is taken.
            foreach (var (happened, seconds) in day.Append((Removed, 0)))
            {
                stand.Now += TimeSpan.FromSeconds(seconds * seconds);
                var before = stand.Visit;
                var audited = stand.Audit.Count;
                var result = stand.Step(happened);
                steps.Add(new Step(before, happened, result, stand.Audit[audited..]));
            }

            holds(steps);
        },
        iter: 5_000,
        print: day => string.Join(' ', day.Select(step => $"+{step.Seconds * step.Seconds}s {step.Happened}")));

    private sealed record Step(Visit? Before, VisitEvent Happened, VisitStep Result, List<AuditEvent> Audit)
    {
        public Visit? After => Result.Visit;

        public Visit? Latest => Result.Visit ?? Result.Ended;
    }
}
