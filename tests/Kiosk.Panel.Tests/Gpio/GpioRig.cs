using System.Diagnostics;
using System.Threading.Channels;
using Kiosk.Bench.Gpio;
using Kiosk.Bench.Pcsc;

namespace Kiosk.Panel.Tests.Gpio;

/// <summary>A chip of the bench, and the process with a panel on it.</summary>
internal sealed class GpioRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    // Longer than contacts must be open to count as such, and than a key needs to be heard.
    private static readonly TimeSpan Open = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Heard = TimeSpan.FromSeconds(2);

    private readonly Channel<string> said = Channel.CreateUnbounded<string>();
    private Process? program;
    private Task pump = Task.CompletedTask;

    public GpioRig(string label = GpioChip.HeaderLabel) => Chip = new GpioChip(Directory.CreateTempSubdirectory("gpio").FullName, label);

    public GpioChip Chip { get; }

    public int Id => program!.Id;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the process with one version of libgpiod.</summary>
    public void Start(int version, string wiring)
    {
        var itself = Path.Combine(AppContext.BaseDirectory, "Kiosk.Panel.Tests");
        program = Child.Start(Libgpiod.Before(version, ["env", $"LD_PRELOAD={GpioChip.Library}", $"BENCH_GPIO={Chip.Folder}", itself, PanelProgram.Word, wiring]), Chip.Folder);
        pump = PumpAsync(program.StandardOutput);
    }

    /// <summary>Starts it and waits until its panel is open.</summary>
    public async Task OpenAsync(int version, string wiring)
    {
        Assert.SkipUnless(Libgpiod.Has(version), $"libgpiod {version} is neither installed nor fetched (scripts/other-libgpiod).");
        Start(version, wiring);
        Assert.Equal("watches", await NextAsync());
        Assert.Equal("open", await NextAsync());
    }

    public void Show(string moment) => program!.StandardInput.WriteLine(moment);

    /// <summary>What it said next.</summary>
    public async Task<string> NextAsync() => await NextAsync(Patience) ?? throw new TimeoutException($"It said no more. {(program!.HasExited ? await program.StandardError.ReadToEndAsync(Cancellation) : "")}");

    /// <summary>What it said until its end, which its input's end brings.</summary>
    public async Task<string> EndAsync()
    {
        program!.StandardInput.Close();
        await pump.WaitAsync(Patience, Cancellation);
        List<string> rest = [];
        while (said.Reader.TryRead(out var line))
        {
            rest.Add(line);
        }

        return string.Join('\n', rest);
    }

    /// <summary>Joins two lines, until something is said or patience ends, and parts them again. On a busy computer the panel may have missed that they were apart: then once more.</summary>
    public async Task<string?> PressAsync(int row, int column)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            Chip.Contact(row, column, closed: true);
            var heard = await NextAsync(Heard);
            Chip.Contact(row, column, closed: false);
            await Task.Delay(Open, TimeProvider.System, Cancellation);
            if (heard is not null)
            {
                return heard;
            }
        }

        return null;
    }

    /// <summary>How often each thread of such a name has been woken so far.</summary>
    public string[] WakesOf(string threads) =>
    [
        .. Directory.GetDirectories($"/proc/{Id}/task").Where(thread => File.ReadAllText($"{thread}/comm").StartsWith(threads, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(thread => File.ReadLines($"{thread}/status").Single(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal))),
    ];

    /// <summary>Waits until the lines show something.</summary>
    public async Task SeeAsync(string what, Func<GpioChip, bool> isSo)
    {
        for (var since = TimeProvider.System.GetTimestamp(); !isSo(Chip); await Task.Delay(Step, TimeProvider.System, Cancellation))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"Not seen: {what}. {string.Join(' ', Chip.Changes)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await Child.EndAsync(program, Patience);
        }

        Chip.Dispose();
        Directory.Delete(Chip.Folder, recursive: true);
    }

    private async Task<string?> NextAsync(TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, Cancellation);
        try
        {
            return await said.Reader.ReadAsync(either.Token);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task PumpAsync(StreamReader output)
    {
        while (await output.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line.StartsWith(PanelProgram.Mark, StringComparison.Ordinal))
            {
                said.Writer.TryWrite(line[PanelProgram.Mark.Length..]);
            }
        }

        said.Writer.Complete();
    }
}
