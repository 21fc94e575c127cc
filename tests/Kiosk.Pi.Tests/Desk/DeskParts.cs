using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Signals;
using Kiosk.Tickets;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>A reader whose card does as the test says.</summary>
internal sealed class ScriptedReader : ICardReader
{
    public Func<CardResult<ICardSession>> Open { get; set; } = () => new ScriptedSession();

    public int GivenUpCards => 0;

    public long Looks { get; set; }

    public async IAsyncEnumerable<ReaderEvent> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task<CardResult<ICardSession>> OpenAsync(CancellationToken cancellation) => Task.FromResult(Open());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A card with three tries that takes any PIN, unless the test says otherwise.</summary>
internal sealed class ScriptedSession : ICardSession
{
    public Func<Pin, Task<CardResult<PinVerdict>>> Verify { get; set; } = _ => Task.FromResult<CardResult<PinVerdict>>(new PinVerdict(Accepted: true, new PinTries(3)));

    public Func<CardResult<CardSignature>> Sign { get; init; } = () => new CardSignature(SignatureAlgorithm.RS256, new byte[] { 1 });

    public Func<ValueTask> Dispose { get; set; } = () => ValueTask.CompletedTask;

    /// <summary>Null: a card without a PIN.</summary>
    public PinTries? Tries { get; init; } = new PinTries(3);

    /// <summary>What makes this card another than the next.</summary>
    public byte Mark { get; init; }

    public Task<CardResult<CardReading>> ReadAsync(CancellationToken cancellation) => Task.FromResult<CardResult<CardReading>>(
        new CardReading(Tries, new AuthCertificate(new byte[] { 0x30, Mark }, CertificateStanding.Ok, DateTimeOffset.UnixEpoch)));

    public Task<CardResult<PinVerdict>> VerifyAsync(Pin pin, CancellationToken cancellation) => Verify(pin);

    public Task<CardResult<CardSignature>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) =>
        Task.FromResult(Sign());

    public ValueTask DisposeAsync() => Dispose();
}

/// <summary>An authority that knows of no record, unless the test says otherwise.</summary>
internal sealed class ScriptedAuthority : IAuthority
{
    public Func<CancellationToken, Task<AuthorityAnswer>> Confirm { get; set; } =
        _ => Task.FromResult<AuthorityAnswer>(new AuthorityAnswer.Answered(new Confirmation { Segment = "1", ProcessingStatus = "1", Validity = "4" }));

    public Task<AuthorityStatus> CheckAsync(CancellationToken cancellation) => Task.FromResult(new AuthorityStatus(State));

    /// <summary>How it is.</summary>
    public AuthorityState State { get; set; } = AuthorityState.Available;

    public Task<ChallengeResult> GetChallengeAsync(CancellationToken cancellation) =>
        Task.FromResult(new ChallengeResult(new Challenge("c", new byte[32], DateTimeOffset.MaxValue), Instead: null));

    public Task<AuthorityAnswer> ConfirmAsync(ConfirmationQuestion question, CancellationToken cancellation) => Confirm(cancellation);

    /// <summary>What is found of a visit that was asked about before.</summary>
    public Func<Guid, AuthorityAnswer?> Found { get; set; } = _ => null;

    public Task<AuthorityAnswer?> FindAsync(Guid visitId, CancellationToken cancellation) => Task.FromResult(Found(visitId));
}

/// <summary>A vault that remembers what it was given.</summary>
internal sealed class ScriptedVault : IVault, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<KeptResult> kept = [];
    private readonly List<AuditEvent> audited = [];
    private readonly SemaphoreSlim more = new(0);

    /// <summary>What is found of the person's earlier visits.</summary>
    public Func<Task<EarlierLook>> FindEarlier { get; set; } = () => Task.FromResult<EarlierLook>(new EarlierLook.None());

    public PersonMark MarkOf(AuthCertificate certificate) => new(Convert.ToHexStringLower(certificate.Der.Span));

    public Task<EarlierLook> FindEarlierAsync(PersonMark person, DateOnly day, CancellationToken cancellation) => FindEarlier();

    public Func<Task<VaultTrouble?>> Keep { get; set; } = () => Task.FromResult<VaultTrouble?>(null);

    public int Unreadable { get; set; }

    public IReadOnlyList<KeptResult> Kept
    {
        get { lock (kept) { return [.. kept]; } }
    }

    public IReadOnlyList<AuditEvent> Audited
    {
        get { lock (audited) { return [.. audited]; } }
    }

    public void Dispose() => more.Dispose();

    public async Task UntilAuditedAsync(AuditKind kind, CancellationToken cancellation)
    {
        while (Audited.All(one => one.Kind != kind))
        {
            Assert.True(await more.WaitAsync(Patience, cancellation), $"{kind} was not audited.");
        }
    }

    public async Task<VaultTrouble?> KeepAsync(KeptResult result, CancellationToken cancellation)
    {
        var trouble = await Keep();
        if (trouble is null)
        {
            lock (kept)
            {
                kept.Add(result);
            }
        }

        return trouble;
    }

    /// <summary>What was remembered and is not kept yet.</summary>
    public List<AskedVisit> Asked { get; } = [];

    public Task<VaultTrouble?> RememberAskedAsync(AskedVisit visit, CancellationToken cancellation)
    {
        lock (kept)
        {
            Asked.Add(visit);
        }

        return Task.FromResult<VaultTrouble?>(null);
    }

    /// <summary>Why nothing can be read, when it is asked for; null: it can.</summary>
    public Func<VaultTrouble?> Read { get; set; } = () => null;

    public Task<VaultRead<IReadOnlyList<AskedVisit>>> UnansweredAsync(CancellationToken cancellation) => ReadOf<IReadOnlyList<AskedVisit>>([.. Asked]);

    /// <summary>What becomes of a ticket.</summary>
    public Func<Task<VaultTrouble?>> KeepTicket { get; set; } = () => Task.FromResult<VaultTrouble?>(null);

    public async Task<VaultTrouble?> KeepTicketAsync(Guid visitId, CheckupTicket? ticket, DateOnly today, AuditEvent done, CancellationToken cancellation) =>
        await KeepTicket() ?? await AuditAsync([done], cancellation);

    public Task<VaultRead<IReadOnlyList<KeptResult>>> OnDayAsync(DateOnly day, CancellationToken cancellation) => ReadOf(Kept);

    /// <summary>Whether a result was looked for.</summary>
    public bool Looked { get; private set; }

    public Task<VaultRead<KeptResult>> FindAsync(Guid visitId, CancellationToken cancellation)
    {
        Looked = true;
        return ReadOf(Kept.FirstOrDefault(result => result.VisitId == visitId));
    }

    /// <summary>What is still to be handed over.</summary>
    public List<Guid> Unexported { get; } = [];

    /// <summary>How often it was asked what is.</summary>
    public int Rounds { get; private set; }

    public Task<VaultRead<IReadOnlyList<Guid>>> UnexportedAsync(CancellationToken cancellation)
    {
        lock (kept)
        {
            Rounds++;
            return ReadOf<IReadOnlyList<Guid>>([.. Unexported]);
        }
    }

    private Task<VaultRead<T>> ReadOf<T>(T? value)
        where T : class => Task.FromResult(Read() is { } trouble ? new VaultRead<T>(Value: null, trouble) : new VaultRead<T>(value, Trouble: null));

    public Task<VaultTrouble?> ExportedAsync(Guid visitId, CancellationToken cancellation)
    {
        lock (kept)
        {
            Unexported.Remove(visitId);
        }

        return Task.FromResult<VaultTrouble?>(null);
    }

    /// <summary>The days on which it was purged.</summary>
    public List<DateOnly> PurgedOn { get; } = [];

    public Task<Purged> PurgeAsync(DateOnly today, CancellationToken cancellation)
    {
        PurgedOn.Add(today);
        return Task.FromResult(new Purged(0, Trouble: null));
    }

    public Task<DateOnly?> BelievedDayAsync(CancellationToken cancellation) => Task.FromResult<DateOnly?>(null);

    public Task<TrailHead?> AuditHeadAsync(CancellationToken cancellation) => Task.FromResult<TrailHead?>(new TrailHead(Audited.Count, new string('0', 64)));

    /// <summary>What of the trail was to be removed.</summary>
    public List<DateTimeOffset> Rotated { get; } = [];

    public Func<RotatedTrail> Rotate { get; set; } = () => default;

    public Task<RotatedTrail> RotateAuditAsync(DateTimeOffset keptSince, DateTimeOffset now, CancellationToken cancellation)
    {
        Rotated.Add(keptSince);
        more.Release();
        return Task.FromResult(Rotate());
    }

    public Func<VaultTrouble?> Audit { get; set; } = () => null;

    public Task<VaultTrouble?> AuditAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation)
    {
        if (Audit() is { } trouble)
        {
            return Task.FromResult<VaultTrouble?>(trouble);
        }

        lock (audited)
        {
            audited.AddRange(events);
        }

        more.Release();
        return Task.FromResult<VaultTrouble?>(null);
    }
}

/// <summary>A panel whose keys are pressed by the test.</summary>
internal sealed class ScriptedPanel : IPanel
{
    private readonly Channel<PanelKey> keys = Channel.CreateUnbounded<PanelKey>();

    public ChannelReader<PanelKey> Keys => keys.Reader;

    public Pin? Pin { get; private set; }

    public void Listen(Pin? pin) => Pin = pin;

    /// <summary>How often the lamps were tested.</summary>
    public int LampTests { get; private set; }

    /// <summary>What is shown.</summary>
    public Signal? Shown { get; private set; }

    public void Show(Signal signal) => Shown = signal;

    /// <summary>How loud it is to be.</summary>
    public SoundSettings? Sound { get; private set; }

    public void Set(SoundSettings sound) => Sound = sound;

    public void TestLamps() => LampTests++;

    /// <summary>Released when it is given up.</summary>
    public SemaphoreSlim Disposed { get; } = new(0);

    public ValueTask DisposeAsync()
    {
        Disposed.Release();
        keys.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }
}
