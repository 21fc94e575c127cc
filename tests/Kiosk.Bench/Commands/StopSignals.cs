using System.Runtime.InteropServices;

namespace Kiosk.Bench.Commands;

/// <summary>A token that is cancelled when somebody asks this process to end; the process then tidies up by itself.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Stop();
            }));
        }
    }

    public CancellationToken Token => source.Token;

    public void Stop() => source.Cancel();

    /// <summary>Stops when standard input ends: whoever started this process holds the other end, and is gone.</summary>
    public void StopWithInput() => new Thread(() =>
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0)
        {
        }

        Stop();
    })
    { IsBackground = true, Name = "input watch" }.Start();

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }
}
