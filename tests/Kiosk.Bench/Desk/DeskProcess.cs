using System.Diagnostics;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Voice;

namespace Kiosk.Bench.Desk;

/// <summary>One run of the desk as a child process. Its words go to whoever listens.</summary>
internal sealed class DeskProcess : IAsyncDisposable
{
    /// <summary>The variable by which <c>up</c> says how large the vault's disk is.</summary>
    public const string VaultDisk = "BENCH_VAULT_DISK";

    // In a namespace of its own, where the folder is a disk that can be full.
    private const string OnSmallDisk = "mount -t tmpfs -o mode=700,size=\"$BENCH_VAULT_DISK\" tmpfs \"$0\" && exec \"$@\"";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int LinesRemembered = 12;
    private readonly Process process;
    private readonly Task words;
    private readonly Queue<string> last = new();
    private readonly TimeProvider time;

    private DeskProcess(Process process, Action<string> said, TimeProvider time)
    {
        this.process = process;
        this.time = time;
        words = Task.WhenAll(PumpAsync(process.StandardOutput, said), PumpAsync(process.StandardError, said));
    }

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    /// <summary>The last lines that it said.</summary>
    public IReadOnlyList<string> LastWords
    {
        get
        {
            lock (last)
            {
                return [.. last];
            }
        }
    }

    public static DeskProcess Start(BenchFolder folder, string? kiosk, string? under, IReadOnlyDictionary<string, string> environment, Action<string> said, TimeProvider time)
    {
        (string Program, string[] Arguments) desk = kiosk is null
            ? (Processes.BenchProgram, ["desk", "--dir", folder.Path])
            : (kiosk, ["run", "--config", folder.ConfigFile]);
        if (environment.ContainsKey(VaultDisk))
        {
            Directory.CreateDirectory(folder.VaultFolder);
            desk = ("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", OnSmallDisk, folder.VaultFolder, desk.Program, .. desk.Arguments]);
        }

        var start = new ProcessStartInfo(under ?? desk.Program, under is null ? desk.Arguments : [desk.Program, .. desk.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
            // The sound card.
            Environment = { ["ALSA_CONFIG_PATH"] = Ear.ConfigurationFile(folder.Path) },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new DeskProcess(Process.Start(start)!, said, time);
    }

    /// <summary>Until it ended and said its last word.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await words.WaitAsync(cancellation);
    }

    /// <summary>Asks it to end, and insists after a while.</summary>
    public async ValueTask DisposeAsync()
    {
        using var late = new CancellationTokenSource(Patience, time);
        try
        {
            Processes.Terminate(process);
            process.StandardInput.Close();
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // It was gone before its input was closed.
        }

        process.Dispose();
    }

    private async Task PumpAsync(StreamReader from, Action<string> said)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (last)
            {
                last.Enqueue(line);
                if (last.Count > LinesRemembered)
                {
                    last.Dequeue();
                }

            }

            said(line);
        }
    }
}
