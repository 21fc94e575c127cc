using System.Diagnostics;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Desk;

/// <summary>Carries out what the rules ask for, beside the loop, and posts what came of it.</summary>
internal sealed class VisitEffects(
    ICardReader reader, IAuthority authority, IVault vault, FacilityCode facility, DeskInbox inbox, TimeProvider time, ILogger<VisitEffects> log) : IAsyncDisposable
{
    private VisitWork? work;

    /// <summary>Begins an effect; returns at once.</summary>
    public void Begin(VisitEffect effect, Visit visit, Pin pin)
    {
        if (effect == VisitEffect.ReadCard)
        {
            work = new VisitWork(reader, authority, facility, pin, time);
        }

        _ = effect switch
        {
            VisitEffect.KeepResult => RunAsync(visit.Id, () => KeepAsync(visit)),
            VisitEffect.ReadCard => RunAsync(visit.Id, Work.ReadCardAsync),
            VisitEffect.FetchChallenge => RunAsync(visit.Id, Work.FetchChallengeAsync),
            VisitEffect.VerifyPin => RunAsync(visit.Id, Work.VerifyPinAsync),
            VisitEffect.AskAuthority => RunAsync(visit.Id, () => Work.AskAuthorityAsync(visit)),
        };
    }

    /// <summary>Gives up the visit's work with card and authority. Whoever lays the next card need not wait for it.</summary>
    public Task ReleaseAsync()
    {
        var ended = work;
        work = null;
        return ended is null ? Task.CompletedTask : ReleaseAsync(ended);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await ReleaseAsync();

    private VisitWork Work => work ?? throw new UnreachableException("A visit's work begins with reading the card.");

    private async Task<VisitEvent> KeepAsync(Visit visit)
    {
        var trouble = await vault.KeepAsync(KeptResult.Of(visit), CancellationToken.None);
        if (trouble is not null)
        {
            log.LogError("The result of visit {Visit} could not be kept: {Trouble}.", visit.Id, trouble);
        }

        return new VisitEvent.ResultKept(trouble is null);
    }

    private async Task RunAsync<TEvent>(Guid visitId, Func<Task<TEvent>> task)
        where TEvent : VisitEvent?
    {
        try
        {
            // Off the loop at once: an adapter that computes before its first await must not hold the loop.
            if (await Task.Run(task) is { } happened)
            {
                inbox.Post(visitId, happened);
            }
        }
        catch (OperationCanceledException)
        {
            // The visit ended before its work did; the rules have said all there is to say.
        }
#pragma warning disable CA1031 // A defect in a room ends the visit, not the stand; only its type is told, since a message could hold anything.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogCritical("A defect ended the work of visit {Visit}: {Type}.", visitId, e.GetType().FullName);
            inbox.Post(visitId, new VisitEvent.AuthorityAnswered(new AuthorityAnswer.CouldNotAsk(Reason.BadAnswer, Detail: null)));
        }
    }

    private async Task ReleaseAsync(VisitWork ended)
    {
        try
        {
            await ended.DisposeAsync();
        }
#pragma warning disable CA1031 // As above: the next visit must come.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogCritical("A defect kept a card from being released: {Type}.", e.GetType().FullName);
        }
    }
}
