using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Kiosk.Bench.Cards;

namespace Kiosk.Machine.Qemu;

/// <summary>
/// The card side of QEMU's USB reader (usb-ccid with ccid-card-passthru): the protocol VSCARD on a Unix socket, three words of head (type, reader, length) and a body, the most significant byte first.
/// </summary>
internal sealed class VscardReader : IAsyncDisposable
{
    private const int HeadBytes = 12;
    private const int LongestMessage = 1 << 16;

    // QEMU's reader throws away what is longer than 384 bytes, and so carries no extended length.
    private static readonly CardFaults Reader = new() { NoExtendedLength = true };

    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private Task serving = Task.CompletedTask;
    private EmulatedCard? card;

    private enum Message : uint
    {
        Init = 1,
        Error = 2,
        ReaderAdd = 3,
        Atr = 5,
        CardRemove = 6,
        Apdu = 7,
    }

    /// <summary>How many commands the card has answered.</summary>
    public int Commands { get; private set; }

    /// <summary>Plugs the card side into a machine that runs.</summary>
    public static async Task<VscardReader> ConnectAsync(string path, CancellationToken stop)
    {
        var reader = new VscardReader();
        await reader.socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
        byte[] init = [.. "VSCD"u8, 0, 0, 0, 2, 0, 0, 0, 0];
        await reader.SendAsync(Message.Init, init, stop);
        await reader.SendAsync(Message.ReaderAdd, Encoding.ASCII.GetBytes("Kiosk bench\0"), stop);
        reader.serving = reader.ServeAsync(reader.ending.Token);
        return reader;
    }

    /// <summary>Lays a card on the reader.</summary>
    public async Task LayAsync(EmulatedCard laid, CancellationToken stop)
    {
        laid.PowerOff();
        card = laid;
        // QEMU's reader speaks T=0 only.
        await SendAsync(Message.Atr, Convert.FromHexString("3B8F8001804F0CA00000030611003B0000000042"), stop);
    }

    /// <summary>Takes it away.</summary>
    public async Task TakeAsync(CancellationToken stop)
    {
        card?.PowerOff();
        card = null;
        await SendAsync(Message.CardRemove, [], stop);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        socket.Dispose();
#pragma warning disable VSTHRD003 // Started here, in ConnectAsync.
        await serving;
#pragma warning restore VSTHRD003
        ending.Dispose();
        sending.Dispose();
    }

    private async Task ServeAsync(CancellationToken stop)
    {
        var head = new byte[HeadBytes];
        try
        {
            while (await FillAsync(head, stop))
            {
                var body = new byte[Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(8)), LongestMessage)];
                if (!await FillAsync(body, stop))
                {
                    return;
                }

                if (BinaryPrimitives.ReadUInt32BigEndian(head) == (uint)Message.Apdu && card is { } lying)
                {
                    Commands++;
                    await SendAsync(Message.Apdu, lying.Answer(body, Reader), stop);
                }
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The machine ended.
        }
    }

    private async Task<bool> FillAsync(byte[] buffer, CancellationToken stop)
    {
        for (var have = 0; have < buffer.Length;)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(have), stop);
            if (received == 0)
            {
                return false;
            }

            have += received;
        }

        return true;
    }

    private async Task SendAsync(Message message, byte[] body, CancellationToken stop)
    {
        var framed = new byte[HeadBytes + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(framed, (uint)message);
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(8), (uint)body.Length);
        body.CopyTo(framed, HeadBytes);
        await sending.WaitAsync(stop);
        try
        {
            await socket.SendAsync(framed, stop);
        }
        finally
        {
            sending.Release();
        }
    }
}
