using System.Diagnostics;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Pcsc;
using Kiosk.Benchmarks.Soak;

namespace Kiosk.Benchmarks.Screen;

/// <summary>A staff screen in a terminal of its own (script of util-linux), which takes everything that is sent to it at once.</summary>
internal sealed class TerminalScreen : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process script;
    private readonly Task reading;
    private long received;

    public TerminalScreen(string kiosk, string config, string folder)
    {
        script = Child.Start(["script", "-qfec", $"stty rows 40 cols 120; exec '{Path.GetFullPath(kiosk)}' screen --staff bench --config '{config}'", "/dev/null"], folder);
        reading = ReadAsync();
    }

    /// <summary>Bytes that came to the terminal so far.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Time of the processor that the screen's process took so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            using var process = Process.GetProcessById(Pid);
            return process.TotalProcessorTime;
        }
    }

    public ProcessSize Size => ProcessSize.Of(Pid);

    private int Pid => Child.ChildrenOf(script.Id).FirstOrDefault(pid => Child.NameOf(pid) == "kiosk") is var pid and not 0 ? pid : throw new BenchException("The staff screen is gone.");

    public async ValueTask DisposeAsync()
    {
        using (var process = Process.GetProcessById(Pid))
        {
            Processes.Terminate(process);
        }

        await script.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
#pragma warning disable VSTHRD003 // Begun in the constructor.
        await reading;
#pragma warning restore VSTHRD003
        script.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        while (await script.StandardOutput.BaseStream.ReadAsync(buffer) is var read and > 0)
        {
            Interlocked.Add(ref received, read);
        }
    }
}
