using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.SignIn;

/// <summary>
/// Who is signed in. Kept in memory only: a desk that starts anew knows nobody. Every request is looked up here, so what ended has ended at once; once a second all are looked
/// through, so that screens are told without asking.
/// </summary>
internal sealed class Sessions(StaffAccounts accounts, AuditWriter audit, KioskOptions options, DeskInbox inbox, TimeProvider time) : BackgroundService
{
    private const int TokenBytes = 32;
    private const int Most = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan LookThrough = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookWhileNobody = TimeSpan.FromSeconds(10); // each look wakes an idle computer

    private readonly Lock gate = new();
    private readonly List<Session> all = [];
    private bool wasNeeded;

    private TimeSpan Idle => TimeSpan.FromMinutes(options.SignIn.IdleMinutes);

    /// <summary>Who is signed in, the longest first.</summary>
    public IReadOnlyList<SignInView> List
    {
        get
        {
            var known = accounts.Now;
            lock (gate)
            {
                return [.. all.Select(session => ViewOf(session, AccountRules.Find(known.Accounts, session.Staff)))];
            }
        }
    }

    /// <summary>The sign-in of a token, and its account. Only for the user of the computer who signed in; a token that another one has is worth nothing.</summary>
    public (Session? Session, Account? Account) Find(string? token, uint uid)
    {
        if (string.IsNullOrEmpty(token))
        {
            return (null, null);
        }

        var hash = HashOf(token);
        var known = accounts.Now;
        lock (gate)
        {
            var found = all.Find(session => CryptographicOperations.FixedTimeEquals(session.TokenHash, hash) && session.Peer.Uid == uid);
            if (found is not null)
            {
                Review(found, known);
            }

            return found is { IsOver: false } ? (found, known.Usable(found.Staff)) : (null, null);
        }
    }

    /// <summary>Signs somebody in; null: there are too many.</summary>
    public (string? Token, SignInView? View) Begin(Account account, Peer peer, bool withFactor)
    {
        var token = NewToken();
        lock (gate)
        {
            if (all.Count >= Most)
            {
                return (null, null);
            }

            var now = time.GetTimestamp();
            var session = new Session(account.Id, peer, time.GetUtcNow(), now, account.Revision) { TokenHash = HashOf(token), Opened = now, Touched = now };
            all.Add(session);
            Audit(AuditKind.SignedIn, account.Id, $"{Where(peer, session.Terminal)} factor={(withFactor ? "totp" : "none")}");
            TellAll();
            return (token, ViewOf(session, account));
        }
    }

    /// <summary>Goes on with a locked sign-in, under another token.</summary>
    public (string Token, SignInView View) Unlock(Session session, Account account)
    {
        var token = NewToken();
        lock (gate)
        {
            Audit(AuditKind.SignInUnlocked, session.Staff, Where(session.Peer, session.Terminal), time.GetElapsedTime(session.LockedAt));
            session.TokenHash = HashOf(token);
            session.Locked = null;
            session.Opened = session.Touched = time.GetTimestamp();
            TellAll();
            return (token, ViewOf(session, account));
        }
    }

    /// <summary>Lets a sign-in outlive a change of its account that it makes itself; all others of the account end. False: nothing was changed.</summary>
    public bool Outlive(Session session, Func<bool> change)
    {
        Set(isChanging: true, by: 0);
        var isDone = change();
        Set(isChanging: false, by: isDone ? 1 : 0);
        LookAtAll();
        return isDone;

        void Set(bool isChanging, int by)
        {
            lock (gate)
            {
                (session.IsChanging, session.Revision) = (isChanging, session.Revision + by);
            }
        }
    }

    public void Touch(Session session)
    {
        lock (gate)
        {
            session.Touched = time.GetTimestamp();
        }
    }

    public void Lock(Session session, SignInEnd why)
    {
        lock (gate)
        {
            if (session is { IsOver: false, Locked: null })
            {
                session.Locked = why;
                session.LockedAt = time.GetTimestamp();
                Audit(AuditKind.SignInLocked, session.Staff, $"how={Code.Of(why)}", time.GetElapsedTime(session.Opened));
                TellAll();
            }
        }
    }

    public void End(Session session, SignInEnd why)
    {
        lock (gate)
        {
            if (!session.IsOver)
            {
                session.IsOver = true;
                all.Remove(session);
                session.News?.Writer.TryWrite(new SignInNews(IsLocked: false, IsOver: true, why, all.Count, People));
                session.News?.Writer.TryComplete();
                Audit(AuditKind.SignedOut, session.Staff, $"how={Code.Of(why)}", time.GetElapsedTime(session.Began));
                TellAll();
            }
        }
    }

    /// <summary>What a screen is told from now on; how it stands now comes first.</summary>
    public ChannelReader<SignInNews> Follow(Session session)
    {
        lock (gate)
        {
            var line = session.OpenLine();
            Tell(session);
            return line;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var session in Copy())
        {
            End(session, SignInEnd.Stopped);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            LookAtAll();
            await Task.Delay(Copy().Count == 0 ? LookWhileNobody : LookThrough, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Locks and ends what is due, and says when staff must sign in from now on.</summary>
    internal void LookAtAll()
    {
        var known = accounts.Now;
        if (known.IsNeeded != wasNeeded)
        {
            wasNeeded = known.IsNeeded;
            inbox.Post(new DeskMessage.AccountsChecked(known.IsNeeded));
        }

        foreach (var session in Copy())
        {
            Review(session, known);
        }
    }

    private int People => all.Select(session => session.Staff).Distinct(StringComparer.Ordinal).Count();

    private void Review(Session session, StaffAccounts.State known)
    {
        if (time.GetElapsedTime(session.Began) >= Longest)
        {
            End(session, SignInEnd.Expired);
        }
        else if (!session.Fits(known.Usable(session.Staff)?.Revision))
        {
            End(session, SignInEnd.Changed);
        }
        else if (time.GetElapsedTime(session.Touched) >= Idle)
        {
            // A program has no screen to unlock.
            Action<Session, SignInEnd> leave = session.News is null ? End : Lock;
            leave(session, SignInEnd.Idle);
        }
    }

    private void Tell(Session session)
    {
        lock (gate)
        {
            session.News?.Writer.TryWrite(new SignInNews(session.Locked is not null, IsOver: false, session.Locked, all.Count, People));
        }
    }

    private void TellAll() => all.ForEach(Tell);

    private List<Session> Copy()
    {
        lock (gate)
        {
            return [.. all];
        }
    }

    private void Audit(AuditKind kind, string staff, string detail, TimeSpan? elapsed = null) => audit.Write(new AuditEvent(time.GetUtcNow(), kind, Staff: staff, Elapsed: elapsed, Detail: detail));

    /// <summary>From where somebody signs in, for the trail.</summary>
    public static string Where(Peer peer, string? terminal) => $"uid={peer.Uid} terminal={terminal ?? "none"}";

    private static SignInView ViewOf(Session session, Account? account) =>
        new(session.Staff, account?.Name, account?.Roles ?? [], session.Since, (int)session.Peer.Uid, session.Peer.Pid, session.Terminal, session.Locked is not null);

    private static string NewToken() => Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenBytes));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
