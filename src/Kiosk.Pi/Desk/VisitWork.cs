using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <summary>The work of one visit with card and authority: one card transaction from the first read to the signature, and the challenge it signs.</summary>
internal sealed class VisitWork(ICardReader reader, IAuthority authority, IVault vault, FacilityCode facility, Pin pin, TimeProvider time) : IAsyncDisposable
{
    // The contract lets a challenge live 120 s or more; the stand's own clock may be wrong, so its age is measured, not its date.
    private static readonly TimeSpan ChallengeIsFresh = TimeSpan.FromSeconds(100);
    private const int MostSignatures = 3;
    private const int ChallengeBytes = 32;

    private static readonly byte[] OwnDomain = Encoding.ASCII.GetBytes("kiosk-own-check-v1\0");

    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim cardInUse = new(1, 1);
    private ICardSession? session;
    private Task<ChallengeResult>? challenge;
    private long challengeAskedAt;

    /// <summary>Reads the card.</summary>
    public Task<VisitEvent?> ReadCardAsync() => WithCardAsync(async () =>
    {
        var opened = await reader.OpenAsync(ending.Token);
        if (opened.Trouble is { } trouble)
        {
            return new VisitEvent.CardFailed(trouble);
        }

        session = opened.Value;
        var reading = await session.ReadAsync(ending.Token);
        return reading.Trouble is { } unread ? new VisitEvent.CardFailed(unread) : new VisitEvent.CardRead(reading.Value);
    });

    /// <summary>Fetches a challenge ahead of its use. Only a refusal of this stand is news: then nobody need type anything.</summary>
    public async Task<VisitEvent?> FetchChallengeAsync() =>
        await FreshChallengeAsync() is { Instead: AuthorityAnswer.StandRefused refused } ? new VisitEvent.AuthorityAnswered(refused) : null;

    /// <summary>Sends the PIN to the card, once there is a challenge to sign: a PIN that could not lead anywhere is not spent. Where an earlier answer stands for the authority's, none is needed.</summary>
    public Task<VisitEvent?> VerifyPinAsync(Visit visit) => WithCardAsync(async () =>
    {
        if (!RepeatRules.Repeats(visit, time.GetUtcNow()) && await FreshChallengeAsync() is { Instead: { } instead })
        {
            return new VisitEvent.AuthorityAnswered(instead);
        }

        var verdict = await Session.VerifyAsync(pin, ending.Token);
        return verdict.Trouble is { } trouble ? new VisitEvent.CardFailed(trouble) : new VisitEvent.PinAnswered(verdict.Value);
    });

    /// <summary>Lets the card sign something that serves for nothing else. The session checks the signature with the certificate that was read.</summary>
    public Task<VisitEvent?> ProveCardAsync() => WithCardAsync(async () =>
    {
        var signature = await Session.SignAsync((byte[])[.. OwnDomain, .. RandomNumberGenerator.GetBytes(ChallengeBytes)], ending.Token);
        return signature.Trouble is { } trouble ? new VisitEvent.CardFailed(trouble) : new VisitEvent.CardProved();
    });

    /// <summary>Asks the authority about a visit; method B signs first, and signs again where the authority wants a new challenge.</summary>
    public Task<VisitEvent?> AskAuthorityAsync(Visit visit) => visit.Method switch
    {
        IdentityMethod.Pin => WithCardAsync(() => AskSignedAsync(visit)),
        IdentityMethod.Visual => AskVisualAsync(visit),
    };

    /// <summary>Gives up what is under way and lets the card go. Returns when the card's transaction is over.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await cardInUse.WaitAsync(CancellationToken.None);
        if (session is { } open)
        {
            session = null;
            await open.DisposeAsync();
        }

        cardInUse.Release();
    }

    private ICardSession Session => session ?? throw new UnreachableException("The rules ask for the card only after it was read.");

    private async Task<VisitEvent?> AskSignedAsync(Visit visit)
    {
        // The card needs longer for its signature than the disk for this.
        var remembered = RememberAsync(visit);
        AuthorityAnswer answer = new AuthorityAnswer.ChallengeSpent();
        for (var signatures = 0; answer is AuthorityAnswer.ChallengeSpent && signatures < MostSignatures; signatures++)
        {
            var fresh = await FreshChallengeAsync();
            if (fresh.Challenge is not { } toSign)
            {
                return new VisitEvent.AuthorityAnswered(fresh.Instead!);
            }

            var signature = await Session.SignAsync(toSign.MessageFor(visit.Id, facility), ending.Token);
            if (signature.Trouble is { } trouble)
            {
                return new VisitEvent.CardFailed(trouble);
            }

            challenge = null;
            await remembered;
            answer = await authority.ConfirmAsync(Question(visit, new IdentityProof.Signature(toSign.Id, signature.Value)), ending.Token);
        }

        return new VisitEvent.AuthorityAnswered(answer);
    }

    private async Task<VisitEvent?> AskVisualAsync(Visit visit)
    {
        if (visit is not { Staff: { } staff, PhotoMatchedAt: { } confirmedAt })
        {
            throw new UnreachableException("The rules ask only after staff compared the photo.");
        }

        await RememberAsync(visit);
        return new VisitEvent.AuthorityAnswered(await authority.ConfirmAsync(Question(visit, new IdentityProof.Visual(staff, confirmedAt)), ending.Token));
    }

    // A vault in trouble is no reason not to ask: the trouble is told when the result is to be kept.
    private Task<VaultTrouble?> RememberAsync(Visit visit) => vault.RememberAskedAsync(
        new AskedVisit(visit.Id, time.GetUtcNow(), visit.Method, visit.Staff, visit.Certificate?.Standing, vault.MarkOf(visit.Certificate!)), ending.Token);

    private ConfirmationQuestion Question(Visit visit, IdentityProof proof) =>
        new(visit.Id, JapanTime.DateOf(time.GetUtcNow()), visit.Certificate!.Der, proof);

    private async Task<ChallengeResult> FreshChallengeAsync()
    {
        // One that fails while it is waited for has been tried for long enough: its reason is the answer, before the visit's deadline takes it away.
        if (challenge is null || time.GetElapsedTime(challengeAskedAt) > ChallengeIsFresh || (challenge.IsCompleted && (await challenge).Challenge is null))
        {
            challengeAskedAt = time.GetTimestamp();
            challenge = authority.GetChallengeAsync(ending.Token);
        }

        return await challenge;
    }

    private async Task<VisitEvent?> WithCardAsync(Func<Task<VisitEvent?>> work)
    {
        await cardInUse.WaitAsync(ending.Token);
        try
        {
            return await work();
        }
        finally
        {
            cardInUse.Release();
        }
    }
}
