using System.Net.Sockets;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Pcsc;

namespace Kiosk.Bench.Desk;

/// <summary>Keeps the card reader service running, unless it was stopped on purpose: on a stand its socket unit starts it again.</summary>
internal sealed class PcscService(PcscRig rig, TextWriter errors, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim gate = new(1);
    private bool isStoppedOnPurpose;

    /// <summary>Does what <c>kiosk-bench pcscd VERB</c> asks for.</summary>
    public async Task<string> TellAsync(string verb, Action changed, CancellationToken cancellation)
    {
        using var _ = await HoldAsync(cancellation);
        try
        {
            switch (verb)
            {
                case "stop" when rig.PcscdPid != 0:
                    isStoppedOnPurpose = true;
                    await rig.StopServiceAsync(cancellation);
                    break;
                case "start" when !IsAlive:
                    isStoppedOnPurpose = false;
                    await rig.StartServiceAsync(cancellation);
                    break;
                case "freeze":
                    await rig.FreezeServiceAsync(cancellation);
                    break;
                case "thaw":
                    await rig.ThawServiceAsync(cancellation);
                    break;
                case "unplug":
                    await rig.UnplugReaderAsync(cancellation);
                    break;
                case "plug":
                    await rig.PlugReaderAsync(cancellation);
                    break;
                case "stop" or "start":
                    return $"pcscd is {(verb == "stop" ? "stopped" : "running")} already.";
                default:
                    return $"'up' does not understand '{verb}'.";
            }
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            return e.Message;
        }

        changed();
        return "ok";
    }

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(Action changed, CancellationToken cancellation)
    {
        using var tick = new PeriodicTimer(Glance, time);
        while (await tick.WaitForNextTickAsync(cancellation))
        {
            if (isStoppedOnPurpose || IsAlive)
            {
                continue;
            }

            await errors.WriteLineAsync($"kiosk-bench: pcscd (process {rig.PcscdPid}) died; it is started again.");
            await Task.Delay(Pause, time, cancellation);
            using var _ = await HoldAsync(cancellation);
            if (!isStoppedOnPurpose && !IsAlive && !IsAnswered)
            {
                await rig.StartServiceAsync(cancellation);
                changed();
            }
        }
    }

    public void Dispose() => gate.Dispose();

    private bool IsAlive => rig.PcscdPid != 0 && Processes.CommandLine(rig.PcscdPid).Length > 0;

    // Somebody else may have started one in the same namespaces.
    private bool IsAnswered
    {
        get
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(rig.PcscSocket));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    private async Task<IDisposable> HoldAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        return new Held(gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
