using System.Net.Sockets;
using Kiosk.Pi.Tests.Stories;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>The desk's socket without the desk's own client.</summary>
internal static class DeskHttp
{
    public static HttpClient Open(RunningBench bench) => new(new SocketsHttpHandler { ConnectCallback = async (_, stop) => await ConnectAsync(bench, stop) });

    public static async Task<NetworkStream> ConnectAsync(RunningBench bench, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(bench.Facts["deskSocket"]!.GetValue<string>()), stop);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
