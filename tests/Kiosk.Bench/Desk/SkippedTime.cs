using System.Runtime.InteropServices;

namespace Kiosk.Bench.Desk;

/// <summary>
/// The desk's clock at the bench: at each SIGUSR1 ten minutes have passed since whatever was before, as if nobody had touched anything meanwhile. Timers go on as they go, and the time of day is the computer's.
/// </summary>
internal sealed class SkippedTime : TimeProvider, IDisposable
{
    /// <summary>asm-generic/signal.h, on every architecture that the stand is built for.</summary>
    private const PosixSignal Usr1 = (PosixSignal)10;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);
    private readonly PosixSignalRegistration signals;
    private long skipped;

    public SkippedTime() => signals = PosixSignalRegistration.Create(Usr1, signal =>
    {
        signal.Cancel = true;
        Interlocked.Add(ref skipped, (long)(Step.TotalSeconds * System.TimestampFrequency));
    });

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref skipped);

    public void Dispose() => signals.Dispose();
}
