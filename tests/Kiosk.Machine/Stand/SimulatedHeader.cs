using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Kiosk.Machine.Qemu;
using Kiosk.Panel;
using Kiosk.Signals;

namespace Kiosk.Machine.Stand;

/// <summary>The keypad and the lamps of the machine: contacts that the module <c>kiosksim</c> closes between lines, and what it tells of the outputs at once, on a port of its own.</summary>
internal sealed class SimulatedHeader : IDisposable
{
    private static readonly Wiring Wiring = new();
    private static readonly Lamp[] Lamps = Enum.GetValues<Lamp>();
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly NetworkStream stream;
    private readonly GuestShell shell;
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private readonly Dictionary<Lamp, bool> lit = [];
    private readonly List<TimeSpan> stops = [];
    private Task listening = Task.CompletedTask;
    private TimeSpan last;

    private SimulatedHeader(NetworkStream stream, GuestShell shell) => (this.stream, this.shell) = (stream, shell);

    /// <summary>The lines that the lamps hang on.</summary>
    public static IEnumerable<int> LampLines => Lamps.Select(lamp => Wiring.Lamps[lamp].Line);

    /// <summary>The lamps that are lit at this moment.</summary>
    public IReadOnlySet<Lamp> Lit
    {
        get
        {
            lock (gate)
            {
                return lit.Where(lamp => lamp.Value).Select(lamp => lamp.Key).ToHashSet();
            }
        }
    }

    public static async Task<SimulatedHeader> ConnectAsync(string path, GuestShell shell, CancellationToken stop)
    {
        var header = new SimulatedHeader(await VirtualMachine.OpenAsync(path, stop), shell);
        header.listening = header.ListenAsync(header.ending.Token);
        return header;
    }

    /// <summary>Types as a hand does.</summary>
    public async Task PressAsync(string keys, CancellationToken stop)
    {
        var contacts = keys.Select(LinesOf).Select(key => $"echo short {key.Row} {key.Column} >/dev/kiosksim; sleep 0.12; echo open {key.Row} {key.Column} >/dev/kiosksim; sleep 0.15");
        await shell.RunAsync(string.Join("; ", contacts), stop);
    }

    /// <summary>Waits until the lamps are as they should be.</summary>
    public async Task UntilAsync(string what, Func<IReadOnlySet<Lamp>, bool> isSo, TimeSpan patience, CancellationToken stop) => await Polling.UntilAsync(
        () => Task.FromResult(Lit), isSo, Glance, patience, lit => Task.FromResult($"{what}; lit are: {string.Join(", ", lit)}."), stop);

    /// <summary>How often STOP blinks between two pauses; waits until that is told twice in a row.</summary>
    public async Task<int> BlinksAsync(TimeSpan patience, CancellationToken stop)
    {
        lock (gate)
        {
            stops.Clear();
        }

        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < patience;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stop);
            // Neither the first, of which the beginning may be missing, nor the last, of which the end is.
            if (Groups() is { Count: >= 4 } groups && groups[^2] == groups[^3])
            {
                return groups[^2];
            }
        }

        throw new MachineException($"No lamp tells a number within {patience.TotalSeconds:0} s; STOP blinked {string.Join(", ", Groups())} times.");
    }

    public void Dispose()
    {
        ending.Cancel();
        stream.Dispose();
#pragma warning disable VSTHRD002 // It has been told to end, and its stream is closed.
        listening.Wait();
#pragma warning restore VSTHRD002
        ending.Dispose();
    }

    private List<int> Groups()
    {
        lock (gate)
        {
            var groups = new List<int>();
            for (var i = 0; i < stops.Count; i++)
            {
                if (i == 0 || stops[i] - stops[i - 1] > TimeSpan.FromSeconds(1.5))
                {
                    groups.Add(0);
                }

                groups[^1]++;
            }

            return groups;
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, 4096, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                Note(line);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The machine ended.
        }
    }

    private void Note(string line)
    {
        // A line may be half a one, where the machine was started anew.
        if (line.Split(' ') is not [var at, var of, var level] || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            || !int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return;
        }

        var now = TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        lock (gate)
        {
            if (now < last)
            {
                lit.Clear();
                stops.Clear();
            }

            last = now;
            foreach (var lamp in Lamps.Where(lamp => Wiring.Lamps[lamp].Line == number))
            {
                if (lamp == Lamp.Stop && level == "1" && !lit.GetValueOrDefault(lamp))
                {
                    stops.Add(now);
                }

                lit[lamp] = level == "1";
            }
        }
    }

    private static (int Row, int Column) LinesOf(char key)
    {
        var rows = Wiring.KeyMap.Split('/');
        var row = Array.FindIndex(rows, keys => keys.Contains(key, StringComparison.Ordinal));
        return (Wiring.RowLines()[row], Wiring.ColumnLines()[rows[row].IndexOf(key, StringComparison.Ordinal)]);
    }
}
