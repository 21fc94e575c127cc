using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Records;

namespace Kiosk.Pi.SignIn;

/// <summary>
/// Judges who wants to sign in. One hash at a time, and few in the queue: whoever floods the desk with sign-ins takes one core, and no visit. What is wrong is never told, and an id that
/// nobody has costs the same time.
/// </summary>
internal sealed class SignInDesk(StaffAccounts accounts, Sessions sessions, Attempts attempts, AuditWriter audit, KioskOptions options, TimeProvider time) : IDisposable
{
    private const int MostWaiting = 8;

    private readonly SemaphoreSlim hashing = new(1, 1);
    private readonly Dictionary<string, string> newFactors = new(StringComparer.Ordinal);
    private int waiting;

    /// <summary>Signs in, or unlocks.</summary>
    /// <param name="request">Who, and how that is proved.</param>
    /// <param name="peer">From where.</param>
    /// <param name="present">The sign-in that the screen has, locked or not.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<SignInAnswer> SignInAsync(SignInRequest request, Peer peer, Session? present, CancellationToken cancellation)
    {
        using var passphrase = request.Passphrase;
        return await InTurnAsync(request.Staff, peer, () => Judge(request, peer, present), cancellation);
    }

    /// <summary>Sets another passphrase for whoever is signed in, and knows the present one. Wrong ones count as at signing in.</summary>
    public async Task<SignInAnswer> ChangePassphraseAsync(PassphraseChange change, Session session, CancellationToken cancellation)
    {
        using var present = change.Present;
        using var wanted = change.Wanted;
        return wanted.IsGood ? await InTurnAsync(session.Staff, session.Peer, () => Change(change, session), cancellation) : new SignInAnswer(SignInResult.NotGood);
    }

    public void Dispose() => hashing.Dispose();

    private async Task<SignInAnswer> InTurnAsync(string staff, Peer peer, Func<SignInAnswer> judge, CancellationToken cancellation)
    {
        if (Refusal(staff, peer) is { } refusal)
        {
            return refusal;
        }

        try
        {
            if (Interlocked.Increment(ref waiting) > MostWaiting)
            {
                return new SignInAnswer(SignInResult.Busy);
            }

            await hashing.WaitAsync(cancellation);
            try
            {
                // Those before it in the queue may have failed meanwhile.
                return Refusal(staff, peer) ?? await Task.Run(judge, CancellationToken.None);
            }
            finally
            {
                hashing.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private SignInAnswer? Refusal(string staff, Peer peer)
    {
        var now = accounts.Now;
        return !now.IsNeeded ? new SignInAnswer(SignInResult.NotNeeded)
            : now.IsUnreadable ? new SignInAnswer(SignInResult.Unreadable)
            : attempts.WaitSeconds(peer.Uid, Counted(staff)) is > 0 and var seconds ? new SignInAnswer(SignInResult.Wait, WaitSeconds: seconds)
            : null;
    }

    private SignInAnswer Judge(SignInRequest request, Peer peer, Session? present)
    {
        var account = accounts.Now.Usable(request.Staff);
        if (!(account?.Passphrase ?? PassphraseHash.Nobodys).Fits(request.Passphrase) || account is null)
        {
            return Refused(request.Staff, peer);
        }

        var unlocked = present is { IsOver: false, Locked: not null } && present.Staff == account.Id ? present : null;
        var code = request.Code?.Trim();
        if (account.Factor is { } secret)
        {
            // Whoever unlocks showed the second factor at this screen already.
            if (unlocked is null && !TakeCode(account, secret, code))
            {
                return Refused(request.Staff, peer);
            }
        }
        else if (options.SignIn.SecondFactor == KioskOptions.SecondFactor.Required && Enrol(account, code) is { } wanted)
        {
            return wanted;
        }

        attempts.Succeeded(peer.Uid, Counted(request.Staff));
        Strengthen(account, request.Passphrase);
        return Begin(account.Id, peer, present, unlocked);
    }

    private SignInAnswer Change(PassphraseChange change, Session session)
    {
        if (accounts.Now.Usable(session.Staff) is not { } account || !account.Passphrase.Fits(change.Present))
        {
            return Refused(session.Staff, session.Peer);
        }

        attempts.Succeeded(session.Peer.Uid, account.Id);
        var hash = PassphraseHash.Of(change.Wanted);
        var now = time.GetUtcNow();
        // Not where an administrator changed the account meanwhile.
        var isSame = false;
        if (!sessions.Outlive(session, () => accounts.Change(account.Id, known => (isSame = known.Revision == account.Revision) ? known.Changed(now) with { Passphrase = hash } : known) && isSame))
        {
            return new SignInAnswer(SignInResult.Unreadable);
        }

        audit.Write(new AuditEvent(now, AuditKind.AccountChanged, Staff: account.Id, Detail: $"what=passphrase {AccountDetail.Of(account)}"));
        return new SignInAnswer(SignInResult.Done);
    }

    private SignInAnswer Begin(string id, Peer peer, Session? present, Session? unlocked)
    {
        // Enrolling has changed it.
        if (accounts.Now.Usable(id) is not { } account)
        {
            return new SignInAnswer(SignInResult.Refused);
        }

        if (unlocked is { IsOver: false } && unlocked.Revision == account.Revision)
        {
            var (again, whose) = sessions.Unlock(unlocked, account);
            return new SignInAnswer(SignInResult.Done, again, whose);
        }

        if (present is not null)
        {
            sessions.End(present, SignInEnd.Replaced);
        }

        var (token, view) = sessions.Begin(account, peer, withFactor: account.Factor is not null);
        return token is null ? new SignInAnswer(SignInResult.Busy) : new SignInAnswer(SignInResult.Done, token, view);
    }

    private SignInAnswer Refused(string staff, Peer peer)
    {
        attempts.Failed(peer.Uid, Counted(staff));
        var known = AccountRules.Find(accounts.Now.Accounts, staff)?.Id;
        audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.SignInRefused, Staff: known, Detail: Sessions.Where(peer, peer.Terminal)));
        return new SignInAnswer(SignInResult.Refused);
    }

    // Written before it counts: a code serves once, whatever happens next.
    private bool TakeCode(Account account, string secret, string? code) => Totp.StepOf(secret, code, time.GetUtcNow(), account.FactorStep) is { } step
        && accounts.Change(account.Id, known => known with { FactorStep = Math.Max(step, known.FactorStep) });

    // Null: enrolled now.
    private SignInAnswer? Enrol(Account account, string? code)
    {
        if (!newFactors.TryGetValue(account.Id, out var secret))
        {
            newFactors[account.Id] = secret = Totp.NewSecret();
        }

        var now = time.GetUtcNow();
        if (Totp.StepOf(secret, code, now, last: 0) is not { } step)
        {
            return new SignInAnswer(string.IsNullOrEmpty(code) ? SignInResult.FactorNeeded : SignInResult.FactorWrong, Factor: Totp.Show(secret));
        }

        if (!accounts.Change(account.Id, known => known.Changed(now) with { Factor = secret, FactorStep = step }))
        {
            return new SignInAnswer(SignInResult.Unreadable);
        }

        newFactors.Remove(account.Id);
        audit.Write(new AuditEvent(now, AuditKind.SecondFactorEnrolled, Staff: account.Id, Detail: AccountDetail.Of(account)));
        return null;
    }

    // An older hash is made anew when its passphrase is at hand; where that fails, it serves on.
    private void Strengthen(Account account, Passphrase passphrase)
    {
        if (account.Passphrase.IsWeak)
        {
            var strong = PassphraseHash.Of(passphrase);
            accounts.Change(account.Id, known => known.Revision == account.Revision ? known with { Passphrase = strong } : known);
        }
    }

    // What was typed may be as long as a request.
    private static string Counted(string staff) => staff.Length > StaffId.Longest ? staff[..StaffId.Longest] : staff;
}

/// <summary>An account in the audit trail.</summary>
internal static class AccountDetail
{
    // The id comes last: it may hold blanks.
    public static string Of(Account account) =>
        $"roles={string.Join(',', account.Roles.Select(Code.Of))} account={account.Id}";
}
