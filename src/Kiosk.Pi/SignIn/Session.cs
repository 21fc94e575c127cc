using System.Threading.Channels;
using Kiosk.Access;

namespace Kiosk.Pi.SignIn;

/// <summary>One sign-in. Touched by <see cref="Sessions"/> alone, under its gate.</summary>
internal sealed class Session(string staff, Peer peer, DateTimeOffset since, long began, int revision)
{
    // The screen reads at once, or not at all.
    private const int Backlog = 8;

    public string Staff => staff;

    public Peer Peer => peer;

    public DateTimeOffset Since => since;

    public long Began => began;

    /// <summary>The account's when it signed in, or when it changed the account itself.</summary>
    public int Revision { get; set; } = revision;

    /// <summary>It is changing the account itself: the revision may be the next one already.</summary>
    public bool IsChanging { get; set; }

    /// <summary>Whether the account, as it is now, is what it signed in to.</summary>
    public bool Fits(int? now) => now == Revision || (IsChanging && now == Revision + 1);

    /// <summary>Where it signed in.</summary>
    public string? Terminal { get; } = peer.Terminal;

    /// <summary>SHA-256 of the token; the token itself only its screen has.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>Since when it is not locked.</summary>
    public long Opened { get; set; }

    /// <summary>When somebody was last there.</summary>
    public long Touched { get; set; }

    /// <summary>Why it is locked; null: it is not.</summary>
    public SignInEnd? Locked { get; set; }

    public long LockedAt { get; set; }

    public bool IsOver { get; set; }

    /// <summary>What its screen is told; null: it has not asked. A screen that asks anew is told on the new line alone.</summary>
    public Channel<SignInNews>? News { get; private set; }

    public ChannelReader<SignInNews> OpenLine()
    {
        News?.Writer.TryComplete();
        News = Channel.CreateBounded<SignInNews>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        return News.Reader;
    }
}
