namespace Kiosk.Pi.Tests.Terminal;

/// <summary>One <c>kiosk screen</c> in a terminal of its own: pressed and looked at as by whoever sits there.</summary>
internal sealed class ScreenTerminal(Tmux tmux, string pane)
{
    // Whatever lies over the screen has a double frame.
    private const string Frame = "╔";

    // The form of signing in cannot be put away.
    private const string SignIn = "╡サインイン╞";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Presses keys by tmux's names of them: F12, C-f, Enter, y.</summary>
    public Task PressAsync(params string[] keys) => tmux.TellAsync($"send-keys -t {pane} {string.Join(' ', keys)}");

    /// <summary>Types a text, or scans it: all at once.</summary>
    public Task TypeAsync(string text) => tmux.TellAsync($"send-keys -t {pane} -l -- {Tmux.Quoted(text)}");

    /// <summary>What stands in the terminal.</summary>
    public Task<string> TextAsync() => tmux.TellAsync($"capture-pane -p -t {pane}");

    /// <summary>Waits until a text stands there, and returns the screen as it was then.</summary>
    public Task<string> UntilSeenAsync(string text) => UntilAsync(screen => screen.Contains(text, StringComparison.Ordinal), $"'{text}' was never seen");

    /// <summary>Waits until a text is gone from there.</summary>
    public Task<string> UntilGoneAsync(string text) => UntilAsync(screen => !screen.Contains(text, StringComparison.Ordinal), $"'{text}' never went away");

    /// <summary>Signs in where the screen asks for it, and puts away whatever lies over it.</summary>
    public async Task BeginAsync(string passphrase)
    {
        while (await TextAsync() is var seen && seen.Contains(Frame, StringComparison.Ordinal))
        {
            if (seen.Contains(SignIn, StringComparison.Ordinal))
            {
                await SignInAsync(passphrase);
            }
            else
            {
                await PressAsync("Escape");
                await UntilAsync(screen => screen != seen, "Escape did nothing");
            }
        }
    }

    /// <summary>Whoever the screen asks for signs in, or unlocks it.</summary>
    public async Task SignInAsync(string passphrase)
    {
        await UntilSeenAsync(SignIn);
        await TypeAsync(passphrase);
        await PressAsync("F10");
        await UntilGoneAsync(SignIn);
    }

    private async Task<string> UntilAsync(Func<string, bool> expected, string otherwise)
    {
        var began = TimeProvider.System.GetTimestamp();
        var screen = "";
        while (TimeProvider.System.GetElapsedTime(began) is var elapsed && elapsed < Patience)
        {
            var changed = tmux.Changed;
            screen = await TextAsync();
            if (expected(screen))
            {
                return screen;
            }

            await changed.WaitAsync(Patience - elapsed, TimeProvider.System, TestContext.Current.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        throw new TimeoutException($"{otherwise}:\n{screen}");
    }
}
