using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Kiosk.Bench.Cards;

/// <summary>A card on the virtual reader: connected is laid, closed is taken. vpcd sends two bytes of length and a message; one byte is power, reset or the ATR.</summary>
internal sealed class VpcdCard(EmulatedCard laid, Func<CardFaults> faults, Action tear, Func<string, EmulatedCard> cardOf, ApduLog log) : IAsyncDisposable
{
    private const int TcpQuickAck = 12;
    private const byte PowerOff = 0, PowerOn = 1, WarmReset = 2, GetAtr = 4;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource taken = new();
    private Task serving = Task.CompletedTask;
    private EmulatedCard card = laid;
    private bool isSwapped;
    private int commands;

    public EmulatedCard Card => card;

    /// <summary>When the card left in the middle of a command; null when it did not.</summary>
    public long? LeftInCommandAt { get; private set; }

    /// <summary>The card still lies there.</summary>
    public bool IsLaid => !serving.IsCompleted;

    public async Task LayAsync(int port, CancellationToken cancellation)
    {
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        serving = ServeAsync(taken.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await taken.CancelAsync();
        socket.Dispose();
#pragma warning disable VSTHRD003 // Started here, in LayAsync.
        await serving;
#pragma warning restore VSTHRD003
        taken.Dispose();
    }

    private async Task ServeAsync(CancellationToken cancellation)
    {
        try
        {
            while (await ReceiveAsync(cancellation) is { } message && await AnswerAsync(message, cancellation))
            {
                // The next message.
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Taken away, or the service died.
            LeftInCommandAt = LeftInCommandAt is null ? null : TimeProvider.System.GetTimestamp();
        }

        card.PowerOff();
        socket.Dispose();
    }

    // False when the card leaves.
    private async Task<bool> AnswerAsync(byte[] message, CancellationToken cancellation)
    {
        switch (message)
        {
            case [PowerOff]:
                card.PowerOff();
                log.Power("power off");
                return true;
            case [PowerOn]:
                log.Power("power on");
                return true;
            case [WarmReset]:
                card.Reset();
                log.Power("reset");
                return true;
            case [GetAtr]:
                if (!faults().Mute)
                {
                    await SendAsync(card.Atr, cancellation);
                }

                return true;
            default:
                LeftInCommandAt = TimeProvider.System.GetTimestamp();
                var stays = await AnswerCommandAsync(message, faults(), cancellation);
                LeftInCommandAt = stays ? null : TimeProvider.System.GetTimestamp();
                return stays;
        }
    }

    private async Task<bool> AnswerCommandAsync(byte[] command, CardFaults now, CancellationToken cancellation)
    {
        var (index, heardAt) = (commands++, TimeProvider.System.GetTimestamp());
        if (index >= now.PullAfter)
        {
            log.Said(command, now.PullProcessed ? card.Answer(command, now) : []);
            return false;
        }

        if (now.Torn)
        {
            tear();
            log.Said(command, []);
            await socket.SendAsync(new byte[] { 0x01 }, cancellation);
            return false;
        }

        if (index >= now.SwapAt?.Commands && !isSwapped)
        {
            card.PowerOff();
            (card, isSwapped) = (cardOf(now.SwapAt.Value.Name), true);
            card.PowerOff();
        }

        if (index >= now.WedgeAt)
        {
            log.Said(command, []);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }

        var answer = now.Garbage ? RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(1, 300)) : card.Answer(command, now);
        var time = now.Contactless?.TimeOf(command, answer) ?? TimeSpan.Zero;
        log.Said(command, answer, time);
        await PreciseWait.UntilAsync(heardAt, now.Slow + time, cancellation);
        await SendAsync(answer, cancellation);
        return true;
    }

    private async Task SendAsync(byte[] message, CancellationToken cancellation)
    {
        var framed = new byte[2 + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed, 2);
        await socket.SendAsync(framed, cancellation);
    }

    private async Task<byte[]?> ReceiveAsync(CancellationToken cancellation)
    {
        var length = await ReceiveAsync(2, cancellation);
        return length is null ? null : await ReceiveAsync(BinaryPrimitives.ReadUInt16BigEndian(length), cancellation);
    }

    private async Task<byte[]?> ReceiveAsync(int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        for (var have = 0; have < count;)
        {
            var received = await socket.ReceiveAsync(bytes.AsMemory(have), cancellation);
            if (received == 0)
            {
                return null;
            }

            // vpcd sends length and body apart, and its kernel waits for our acknowledgement in between: 40 ms a message without this.
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpQuickAck, BitConverter.GetBytes(1));
            have += received;
        }

        return bytes;
    }
}
