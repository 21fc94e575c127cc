using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Watches;

/// <summary>
/// After a power cut in the middle of a visit: fetches the answers that the authority gave, or was about to give, and keeps them, so that no visitor has to be asked about twice.
/// What the authority never heard of is kept as "could not ask".
/// </summary>
internal sealed class ResumeWatch(IVault vault, IAuthority authority, AuditWriter audit, Func<ClockState> clock, TimeProvider time, ILogger<ResumeWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // A question that was on its way may reach the authority after we are back; one that has not by now never will.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(30);

    // By then staff have found another way.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever is asked from now on is the visits' own business.
        var began = time.GetUtcNow();
        var (unanswered, trouble) = await vault.UnansweredAsync(stoppingToken);
        while (trouble is not null)
        {
            log.LogError("The visits that were broken off cannot be read: {Trouble}. It is tried again.", trouble);
            await Task.Delay(Pause, time, stoppingToken);
            (unanswered, trouble) = await vault.UnansweredAsync(stoppingToken);
        }

        List<AskedVisit> open = [.. unanswered!.Where(visit => visit.AskedAt <= began)];
        while (open.Count > 0)
        {
            foreach (var visit in open.ToArray())
            {
                if (await AnswerAsync(visit, stoppingToken) is not { } result || await KeepAsync(result, stoppingToken))
                {
                    continue;
                }

                open.Remove(visit);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    // Null: it is not known yet.
    private async Task<KeptResult?> AnswerAsync(AskedVisit visit, CancellationToken stopping)
    {
        var answer = await authority.FindAsync(visit.VisitId, stopping);
        var age = time.GetUtcNow() - visit.AskedAt;
        return answer switch
        {
            AuthorityAnswer.Answered answered => Of(visit, answered.Confirmation),
            AuthorityAnswer.CardRefused refused => visit.Result(Outcome.CardRefused, refused.Reason, time.GetUtcNow()) with { AuthorityMessage = refused.Detail },
            null when age > OnItsWay => visit.Result(Outcome.CouldNotAsk, Reason.Interrupted, time.GetUtcNow()),
            _ when age > Longest => visit.Result(Outcome.CouldNotAsk, Reason.Interrupted, time.GetUtcNow()),
            _ => null,
        };
    }

    private KeptResult Of(AskedVisit visit, Confirmation confirmation)
    {
        var (outcome, reason) = Verdict.Of(confirmation);
        return visit.Result(outcome, reason, time.GetUtcNow()) with { Confirmation = confirmation };
    }

    // True: it is to be done again.
    private async Task<bool> KeepAsync(KeptResult result, CancellationToken stopping)
    {
        if (await vault.KeepAsync(result with { IsUndated = clock() != ClockState.Synchronized }, stopping) is { } trouble)
        {
            log.LogError("The result of visit {Visit} could not be kept: {Trouble}. It is tried again.", result.VisitId, trouble);
            return true;
        }

        log.LogInformation("Visit {Visit}, broken off by a restart, came to {Outcome} {Reason}.", result.VisitId, result.Outcome, result.Reason);
        audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.VisitResumed, result.VisitId, Outcome: result.Outcome, Reason: result.Reason));
        return false;
    }
}
