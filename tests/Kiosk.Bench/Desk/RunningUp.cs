using System.Diagnostics;
using System.Globalization;
using Kiosk.Bench.Authority;
using Kiosk.Bench.Cards;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Panel;
using Kiosk.Bench.Pcsc;
using Kiosk.Desk;
using Kiosk.Pi.Desk;

namespace Kiosk.Bench.Desk;

/// <summary>A whole desk on real pcscd, real TLS and a real disk, run as anyone would, <c>kiosk-bench up</c>, in a folder of its own that goes with it.</summary>
internal sealed class RunningUp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process up;
    private readonly SemaphoreSlim heard = new(0);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpDeskClient? desk;

    /// <summary>Starts it; it is of use after <see cref="UntilReadyAsync"/>.</summary>
    /// <param name="config">A kiosk.json that goes before the bench's own.</param>
    /// <param name="kiosk">A kiosk that is run as the desk; null: the bench's own desk.</param>
    /// <param name="clockIsSet">The desk is told that a time server has set the clock.</param>
    /// <param name="vaultDisk">How large the disk of the vault is; null: as large as the computer's.</param>
    /// <param name="under">A program that runs the desk.</param>
    /// <param name="prepare">Puts into the folder what the desk is to find there, such as a vault.</param>
    public RunningUp(string config, string? kiosk = null, bool clockIsSet = false, string? vaultDisk = null, string? under = null, Action<BenchFolder>? prepare = null)
    {
        Folder = BenchFolder.At(Directory.CreateTempSubdirectory("kb").FullName);
        var own = Folder.In("own.json");
        File.WriteAllText(own, config);
        prepare?.Invoke(Folder);

        // In a session of its own, so that Ctrl+C reaches whoever started it alone; and it ends with the input that is held here.
        up = Child.Start(["setsid", Child.BenchProgram, "up", "--dir", Folder.Path, "--config", own, "--until-input-ends", .. kiosk is null ? (string[])[] : ["--kiosk", Path.GetFullPath(kiosk)], .. clockIsSet ? (string[])["--clock-set"] : [], .. vaultDisk is null ? (string[])[] : ["--vault-disk", vaultDisk], .. under is null ? (string[])[] : ["--under", under], .. prepare is null ? (string[])[] : ["--keep"]], Folder.Path);
        up.OutputDataReceived += (_, line) => Hear(line.Data);
        up.ErrorDataReceived += (_, line) => Hear(line.Data);
        up.EnableRaisingEvents = true;
        up.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"kiosk-bench up ended: {string.Join('\n', Output)}"));
        up.BeginOutputReadLine();
        up.BeginErrorReadLine();
    }

    public BenchFolder Folder { get; }

    /// <summary>What it said so far; locked by whoever looks.</summary>
    public List<string> Output { get; } = [];

    public IDesk Desk => desk ?? throw new InvalidOperationException("It is not ready yet.");

    public CardHostClient Card => new(Folder.Path);

    public PanelClient Panel => new(Folder.Path);

    /// <summary>Its processes as they are now.</summary>
    public BenchFile Facts => BenchFile.Running(Folder);

    /// <summary>How many questions the stand-in authority really decided, and about which visits.</summary>
    public async Task<(int Decided, IReadOnlyList<Guid> Visits)> AuthorityVisitsAsync(CancellationToken cancellation)
    {
        var words = (await StandInAdmin.SendAsync(Path.Combine(Folder.Path, "authority"), ["visits"], cancellation)).Split(' ');
        return (int.Parse(words[0], CultureInfo.InvariantCulture), [.. words.Skip(1).Select(Guid.Parse)]);
    }

    public async Task UntilReadyAsync()
    {
        await ready.Task.WaitAsync(Patience, TimeProvider.System);
        desk = new HttpDeskClient(Facts.DeskSocket, TimeProvider.System);
    }

    /// <summary>Waits until it said something.</summary>
    public async Task<string> UntilSaidAsync(Func<string, bool> expected, CancellationToken cancellation)
    {
        while (true)
        {
            lock (Output)
            {
                if (Output.FirstOrDefault(expected) is { } said)
                {
                    return said;
                }
            }

            await heard.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        desk?.Dispose();
        Processes.Terminate(up);
        await up.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
        up.Dispose();
        heard.Dispose();
        Directory.Delete(Folder.Path, recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (Output)
        {
            Output.Add(line);
        }

        heard.Release();

        if (line == "ready")
        {
            ready.TrySetResult();
        }
    }
}
