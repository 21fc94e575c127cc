using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Kiosk.Pi.Tests.Stories;

namespace Kiosk.Pi.Tests.Watches;

/// <summary>The binary as a service: what it tells a manager over the notify socket.</summary>
public sealed class ServiceTests(RunningBench bench) : IClassFixture<RunningBench>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string folder = Directory.CreateTempSubdirectory("service").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Run_AsAService_TellsReadyThenThatItLivesThenThatItStops()
    {
        var path = Path.Combine(folder, "notify.sock");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        using var manager = Start(path);
        Assert.Equal("READY=1", await NextAsync(socket));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("WATCHDOG=1", await NextAsync(socket));
        }

        var child = (await File.ReadAllTextAsync($"/proc/{manager.Id}/task/{manager.Id}/children", Stop)).Trim();
        using var kill = Process.Start("kill", ["-TERM", child]);
        var told = await NextAsync(socket);
        while (told == "WATCHDOG=1")
        {
            told = await NextAsync(socket);
        }

        Assert.Equal("STOPPING=1", told);
        await manager.WaitForExitAsync(Stop).WaitAsync(Patience, Stop);
        Assert.Equal(0, manager.ExitCode);
    }

    private static async Task<string> NextAsync(Socket socket)
    {
        var buffer = new byte[256];
        var length = await socket.ReceiveAsync(buffer, Stop).AsTask().WaitAsync(Patience, Stop);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    // The program asks whether its parent is called systemd.
    private Process Start(string notifySocket)
    {
        var systemd = Path.Combine(folder, "systemd");
        File.CreateSymbolicLink(systemd, "/bin/sh");
        string[] run = [Path.Combine(AppContext.BaseDirectory, "kiosk"), "run", "--config", bench.Facts["configFile"]!.GetValue<string>(), $"--Vault:Folder={folder}/vault", $"--Desk:Socket={folder}/desk.sock"];
        return Process.Start(new ProcessStartInfo(systemd, ["-c", "\"$@\"; exit $?", "sh", .. run])
        {
            UseShellExecute = false,
            Environment =
            {
                ["NOTIFY_SOCKET"] = notifySocket,
                ["WATCHDOG_USEC"] = TimeSpan.FromSeconds(8).TotalMicroseconds.ToString(CultureInfo.InvariantCulture),
                ["PCSCLITE_CSOCK_NAME"] = bench.Facts["pcscSocket"]!.GetValue<string>(),
            },
        })!;
    }
}
