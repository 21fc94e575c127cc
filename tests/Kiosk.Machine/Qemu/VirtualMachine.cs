using System.Diagnostics;
using System.Net.Sockets;
using Kiosk.Machine.Stand;

namespace Kiosk.Machine.Qemu;

/// <summary>A Raspberry Pi's card in a virtual machine, with what a stand has around it: a USB reader, a screen, a network in which the host is 10.0.2.2.</summary>
internal sealed class VirtualMachine : IAsyncDisposable
{
    private readonly Process qemu;

    private VirtualMachine(Process qemu, Monitor monitor, VscardReader reader, GuestShell shell, SimulatedHeader header) =>
        (this.qemu, Monitor, Reader, Shell, Header) = (qemu, monitor, reader, shell, header);

    public Monitor Monitor { get; }

    public VscardReader Reader { get; }

    public GuestShell Shell { get; }

    public SimulatedHeader Header { get; }

    /// <summary>Switches it on. What its serial console says goes to a file.</summary>
    public static async Task<VirtualMachine> StartAsync(MachineFolder folder, CancellationToken stop)
    {
        foreach (var left in folder.Sockets)
        {
            File.Delete(left);
        }

        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", folder.SerialLog, .. folder.Command]) { WorkingDirectory = folder.Project, UseShellExecute = false };
        var started = Process.Start(start)!;
        try
        {
            await UntilThereAsync(started, folder.Sockets, stop);
            var shell = await GuestShell.ConnectAsync(folder.ShellSocket, stop);
            return new VirtualMachine(
                started, await Monitor.ConnectAsync(folder.MonitorSocket, stop), await VscardReader.ConnectAsync(folder.ReaderSocket, stop), shell,
                await SimulatedHeader.ConnectAsync(folder.LampsSocket, shell, stop));
        }
        catch
        {
            started.Kill(entireProcessTree: true);
            started.Dispose();
            throw;
        }
    }

    /// <summary>Pulls the plug: nothing in the guest hears of it.</summary>
    public async ValueTask DisposeAsync()
    {
        qemu.Kill(entireProcessTree: true);
        await qemu.WaitForExitAsync();
        await Reader.DisposeAsync();
        Header.Dispose();
        Shell.Dispose();
        Monitor.Dispose();
        qemu.Dispose();
    }

    private static async Task UntilThereAsync(Process started, IReadOnlyList<string> sockets, CancellationToken stop)
    {
        while (!sockets.All(File.Exists))
        {
            if (started.HasExited)
            {
                throw new MachineException($"QEMU ended with {started.ExitCode}; the serial log tells why.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop);
        }
    }

    /// <summary>Connects to one of QEMU's sockets.</summary>
    internal static async Task<NetworkStream> OpenAsync(string path, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
