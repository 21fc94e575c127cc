using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Kiosk.Pi.Tests.Terminal;

/// <summary>
/// Real terminals: a tmux server of one's own, by a socket in one's own folder, spoken to in control mode. It ends with this process, however that ends, and so do the programs in it.
/// </summary>
internal sealed class Tmux : IAsyncDisposable
{
    // Nobody's own settings; a pane whose program ended still shows its last words.
    private const string Configuration = """
        set -g default-terminal "tmux-256color"
        set -g default-shell /bin/sh
        set -g status off
        set -g escape-time 25
        set -g history-limit 0
        set -g remain-on-exit on
        set -g exit-empty on
        set -g destroy-unattached on
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process control;
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Lock gate = new();
    private readonly Task reading;
    private TaskCompletionSource<(string Text, bool IsGood)> answered = NewAnswer();
    private TaskCompletionSource changed = NewChange();

    private Tmux(Process control)
    {
        this.control = control;
        reading = ReadAsync();
    }

    /// <summary>Completes when any of its terminals changed since it was taken.</summary>
    public Task Changed
    {
        get
        {
            lock (gate)
            {
#pragma warning disable VSTHRD003 // Completed by whoever reads.
                return changed.Task;
#pragma warning restore VSTHRD003
            }
        }
    }

    /// <summary>Starts it in a folder, with terminals of so many columns and rows.</summary>
    public static async Task<Tmux> StartAsync(string folder, int columns, int rows)
    {
        var configuration = Path.Combine(folder, "terminals.conf");
        await File.WriteAllTextAsync(configuration, Configuration);
        var start = new ProcessStartInfo("tmux", ["-u", "-S", Path.Combine(folder, "terminals.sock"), "-f", configuration, "-C", "new-session", "exec cat"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        start.Environment.Remove("TMUX");
        start.Environment.Remove("TMUX_PANE");
        start.Environment.TryAdd("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        var tmux = new Tmux(Process.Start(start)!);
        await tmux.AnswerAsync();
        await tmux.TellAsync($"refresh-client -C {columns}x{rows}");
        return tmux;
    }

    /// <summary>Runs a program in a terminal of its own; the answer is the terminal's id.</summary>
    public async Task<string> OpenAsync(params string[] command) =>
        (await TellAsync($"new-window -d -P -F '#{{pane_id}}' {Quoted("exec " + string.Join(' ', command.Select(Quoted)))}")).Trim();

    /// <summary>Has tmux do something, and returns what it says.</summary>
    public async Task<string> TellAsync(string command)
    {
        await one.WaitAsync();
        try
        {
            answered = NewAnswer();
            await control.StandardInput.WriteLineAsync(command);
            await control.StandardInput.FlushAsync();
            return await AnswerAsync();
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A word that tmux, and the shell, take as it is.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public async ValueTask DisposeAsync()
    {
        // Whoever leaves takes the session along, and the server ends with its last one.
        control.StandardInput.Close();
        await control.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
#pragma warning disable VSTHRD003 // Begun in the constructor.
        await reading;
#pragma warning restore VSTHRD003
        control.Dispose();
        one.Dispose();
    }

    private static TaskCompletionSource<(string, bool)> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<string> AnswerAsync()
    {
#pragma warning disable VSTHRD003 // Completed by whoever reads, who waits for nobody here.
        var (text, isGood) = await answered.Task.WaitAsync(Patience, TimeProvider.System);
#pragma warning restore VSTHRD003
        return isGood ? text : throw new InvalidOperationException($"tmux: {text}");
    }

    // An answer stands between %begin and %end (or %error) of one number; what else happens is told between answers.
    private async Task ReadAsync()
    {
        var answer = new StringBuilder();
        var number = "";
        while (await control.StandardOutput.ReadLineAsync() is { } line)
        {
            if (number.Length > 0 && (line == "%end" + number || line == "%error" + number))
            {
                answered.TrySetResult((answer.ToString(), line.StartsWith("%end", StringComparison.Ordinal)));
                number = "";
            }
            else if (number.Length > 0)
            {
                answer.Append(line).Append('\n');
            }
            else if (line.StartsWith("%begin ", StringComparison.Ordinal))
            {
                number = line["%begin".Length..];
                answer.Clear();
            }
            else
            {
                Change();
            }
        }

        answered.TrySetResult(("it ended", false));
        Change();
    }

    private void Change()
    {
        TaskCompletionSource before;
        lock (gate)
        {
            before = changed;
            changed = NewChange();
        }

        before.TrySetResult();
    }
}
