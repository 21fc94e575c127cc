using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kiosk.Access;

namespace Kiosk.Screen.Tests.Rig;

/// <content>Signing in.</content>
internal sealed partial class FakeDesk
{
    private Channel<SignInNews> news = OpenLine();

    public List<(string Staff, string Passphrase, string? Code)> SignIns { get; } = [];

    /// <summary>What comes of the next sign-in; null: it is done.</summary>
    public SignInAnswer? SignInAnswer { get; set; }

    public List<SignInView> People { get; } = [];

    public int Locks { get; private set; }

    public int SignOuts { get; private set; }

    public int Touches { get; private set; }

    /// <summary>Heard on the test's own thread, before this returns.</summary>
    public void Tell(SignInNews told)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        news.Writer.TryWrite(told);
    }

    public Task<SignInAnswer> SignInAsync(SignInRequest request, CancellationToken cancellation)
    {
        SignIns.Add((request.Staff, System.Text.Encoding.UTF8.GetString(request.Passphrase.Utf8), request.Code));
        return Answer(() =>
        {
            if (SignInAnswer is { } told)
            {
                return told;
            }

            news = OpenLine();
            return new SignInAnswer(SignInResult.Done, "token", new SignInView(request.Staff, Name: null, [StaffRole.Reception], Samples.Now, 0, 1, "pts/1", IsLocked: false));
        });
    }

    public List<(string Present, string Wanted)> PassphraseChanges { get; } = [];

    public SignInAnswer PassphraseAnswer { get; set; } = new(SignInResult.Done);

    public Task<SignInAnswer> ChangePassphraseAsync(PassphraseChange change, CancellationToken cancellation)
    {
        PassphraseChanges.Add((System.Text.Encoding.UTF8.GetString(change.Present.Utf8), System.Text.Encoding.UTF8.GetString(change.Wanted.Utf8)));
        return Answer(() => PassphraseAnswer);
    }

    public Task LockAsync(CancellationToken cancellation)
    {
        Locks++;
        return Answer(() => true);
    }

    public Task SignOutAsync(CancellationToken cancellation)
    {
        SignOuts++;
        return Answer(() => true);
    }

    public Task TouchAsync(CancellationToken cancellation)
    {
        Touches++;
        return Answer(() => true);
    }

    public Task<IReadOnlyList<SignInView>> SignInsAsync(CancellationToken cancellation) => Answer<IReadOnlyList<SignInView>>(() => [.. People]);

    public async IAsyncEnumerable<SignInNews> FollowSignInAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var told in news.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            yield return told;
        }
    }

    private static Channel<SignInNews> OpenLine() => Channel.CreateUnbounded<SignInNews>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
}
