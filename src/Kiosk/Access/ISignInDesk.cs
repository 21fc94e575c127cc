namespace Kiosk.Access;

/// <summary>Signing in at the desk, as a staff screen sees it. Each call throws <see cref="Desk.DeskUnreachableException"/> when the desk does not answer.</summary>
public interface ISignInDesk
{
    /// <summary>Signs in, or unlocks. From then on every call of this desk is made in that name.</summary>
    Task<SignInAnswer> SignInAsync(SignInRequest request, CancellationToken cancellation);

    /// <summary>Locks at once: the desk answers nothing any more until the same person unlocks, or somebody else signs in.</summary>
    Task LockAsync(CancellationToken cancellation);

    /// <summary>Signs out.</summary>
    Task SignOutAsync(CancellationToken cancellation);

    /// <summary>Tells the desk that somebody is there.</summary>
    Task TouchAsync(CancellationToken cancellation);

    /// <summary>Changes one's own passphrase. This sign-in goes on; all others of the account end.</summary>
    Task<SignInAnswer> ChangePassphraseAsync(PassphraseChange change, CancellationToken cancellation);

    /// <summary>Who is signed in, the longest first.</summary>
    Task<IReadOnlyList<SignInView>> SignInsAsync(CancellationToken cancellation);

    /// <summary>What happens to this sign-in, until it ends or the desk is gone. The desk ends a sign-in whose screen does not follow it any more.</summary>
    IAsyncEnumerable<SignInNews> FollowSignInAsync(CancellationToken cancellation);
}

/// <summary>The desk wants a sign-in, or another right than this one has.</summary>
public sealed class DeskRefusedException : Desk.DeskUnreachableException
{
    /// <summary>With a default message.</summary>
    public DeskRefusedException() { }

    /// <summary>With a message.</summary>
    public DeskRefusedException(string message) : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public DeskRefusedException(string message, Exception inner) : base(message, inner) { }

    /// <summary>True when a right is missing; false when nobody is signed in.</summary>
    public bool IsRightMissing { get; init; }
}
