using System.Buffers.Binary;
using System.Net.Sockets;
using Kiosk.Bench.Voice;

namespace Kiosk.Bench.Panel;

/// <summary>One conversation with a <see cref="PanelServer"/>.</summary>
internal sealed class PanelConnection : IDisposable
{
    private readonly NetworkStream stream;

    private PanelConnection(Socket socket) => stream = new NetworkStream(socket, ownsSocket: true);

    /// <exception cref="IOException">No panel is served there.</exception>
    public static async Task<PanelConnection> OpenAsync(string folder, CancellationToken cancellation)
    {
        var path = PanelWire.SocketPath(folder);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new PanelConnection(socket);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException)
            {
                throw new IOException($"No panel answers at {path}: is the bench up?", e);
            }

            throw;
        }
    }

    public async Task SetContactAsync(int contact, bool closed, CancellationToken cancellation)
    {
        await SendAsync(PanelWire.Encode(contact, closed), cancellation);
        await ReceiveAsync(1, cancellation);
    }

    public async Task<PanelRecord> RecordAsync(CancellationToken cancellation) =>
        PanelWire.Read(await ReceiveAsync(await AskNumberAsync(PanelWire.AskRecord, cancellation), cancellation));

    public async Task<HeardSoFar> HeardAsync(CancellationToken cancellation) =>
        HeardWire.Read(await ReceiveAsync(await AskNumberAsync(PanelWire.AskHeard, cancellation), cancellation));

    public Task<int> LooksAsync(CancellationToken cancellation) => AskNumberAsync(PanelWire.AskLooks, cancellation);

    public Task<int> RestsAsync(CancellationToken cancellation) => AskNumberAsync(PanelWire.AskRests, cancellation);

    public async Task UnplugAsync(bool gone, CancellationToken cancellation)
    {
        await SendAsync(gone ? PanelWire.Unplug : PanelWire.Plug, cancellation);
        await ReceiveAsync(1, cancellation);
    }

    public void Dispose() => stream.Dispose();

    private async Task<int> AskNumberAsync(byte request, CancellationToken cancellation)
    {
        await SendAsync(request, cancellation);
        return BinaryPrimitives.ReadInt32LittleEndian(await ReceiveAsync(sizeof(int), cancellation));
    }

    private async Task SendAsync(byte request, CancellationToken cancellation) => await stream.WriteAsync(new[] { request }, cancellation);

    private async Task<byte[]> ReceiveAsync(int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
