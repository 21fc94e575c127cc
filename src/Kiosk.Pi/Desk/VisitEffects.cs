using System.Diagnostics;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Desk;

/// <summary>Carries out what the rules ask for, beside the loop, and posts what came of it. Called by the loop alone.</summary>
internal sealed class VisitEffects(
    ICardReader reader, IAuthority authority, IVault vault, FacilityCode facility, DeskInbox inbox, Func<ClockState> clock, TimeProvider time, ILogger<VisitEffects> log) : IAsyncDisposable
{
    private readonly List<Task> underWay = [];
    private VisitWork? work;

    /// <summary>Begins an effect; returns at once.</summary>
    public void Begin(VisitEffect effect, Visit visit, Pin pin)
    {
        if (effect == VisitEffect.KeepResult)
        {
            Run(visit.Id, () => KeepAsync(visit), new VisitEvent.ResultKept(OnDisk: false));
            return;
        }

        if (effect == VisitEffect.FindEarlier)
        {
            Run(visit.Id, () => FindEarlierAsync(visit), new VisitEvent.EarlierLooked(new EarlierLook.None()));
            return;
        }

        if (effect == VisitEffect.ReadCard)
        {
            work = new VisitWork(reader, authority, vault, facility, pin, time);
        }

        // Held from here on: by the time that it runs, the work at the stand may be another visit's.
        var own = work ?? throw new UnreachableException("A visit's work begins with reading the card.");
        Func<Task<VisitEvent?>> run = effect switch
        {
            VisitEffect.ReadCard => own.ReadCardAsync,
            VisitEffect.FetchChallenge => own.FetchChallengeAsync,
            VisitEffect.VerifyPin => () => own.VerifyPinAsync(visit),
            VisitEffect.ProveCard => own.ProveCardAsync,
            VisitEffect.AskAuthority => () => own.AskAuthorityAsync(visit),
            VisitEffect.KeepResult or VisitEffect.FindEarlier or _ => throw new UnreachableException($"No work for {effect}."),
        };
        Run(visit.Id, run, effect == VisitEffect.ReadCard
            ? new VisitEvent.CardFailed(CardTrouble.Unreadable)
            : new VisitEvent.AuthorityAnswered(new AuthorityAnswer.CouldNotAsk(Reason.BadAnswer, Detail: null)));
    }

    /// <summary>Gives up the visit's work with card and authority. Whoever lays the next card need not wait for it.</summary>
    public void Release()
    {
        if (work is { } ended)
        {
            work = null;
            Track(ReleaseAsync(ended));
        }
    }

    /// <summary>Returns when the card is free and every result that was to be kept is.</summary>
    public async ValueTask DisposeAsync()
    {
        Release();
        await Task.WhenAll(underWay);
    }

    // The visit goes on meanwhile: whoever is asked about again loses nothing by it.
    private async Task<VisitEvent?> FindEarlierAsync(Visit visit)
    {
        var look = await vault.FindEarlierAsync(vault.MarkOf(visit.Certificate!), JapanTime.DateOf(time.GetUtcNow()), CancellationToken.None);
        if (look is EarlierLook.Unreadable unreadable)
        {
            log.LogError("Whether visit {Visit} has an earlier answer could not be read: {Trouble}.", visit.Id, unreadable.Trouble);
        }

        return new VisitEvent.EarlierLooked(look);
    }

    private async Task<VisitEvent?> KeepAsync(Visit visit)
    {
        var person = visit.Certificate is { } certificate ? vault.MarkOf(certificate) : null;
        var trouble = await vault.KeepAsync(KeptResult.Of(visit) with { Person = person, IsUndated = clock() != ClockState.Synchronized }, CancellationToken.None);
        if (trouble is not null)
        {
            log.LogError("The result of visit {Visit} could not be kept: {Trouble}.", visit.Id, trouble);
        }

        return new VisitEvent.ResultKept(trouble is null);
    }

    private void Run(Guid visitId, Func<Task<VisitEvent?>> run, VisitEvent afterDefect) => Track(RunAsync(visitId, run, afterDefect));

    private void Track(Task task)
    {
        underWay.RemoveAll(earlier => earlier.IsCompleted);
        underWay.Add(task);
    }

    private async Task RunAsync(Guid visitId, Func<Task<VisitEvent?>> run, VisitEvent afterDefect)
    {
        try
        {
            // Off the loop at once: an adapter that computes before its first await must not hold the loop.
            if (await Task.Run(run) is { } happened)
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
            inbox.Post(visitId, afterDefect);
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
