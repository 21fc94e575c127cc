using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Kiosk.Bench.Cards;

namespace Kiosk.Card.Tests.Bench;

/// <summary>The other end of an emulated card's connection: the virtual reader without its service.</summary>
internal sealed class BareReader : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private VpcdCard? card;
    private NetworkStream? stream;

    public ApduLog Log { get; } = new();

    public CardFaults Faults { get; private set; } = new();

    /// <summary>Where another person's card comes from.</summary>
    public Func<string, EmulatedCard> Others { get; init; } = name => throw new ArgumentException(name, nameof(name));

    public void Fault(params string[] words) => Faults = Faults.With(words) ?? throw new ArgumentException(string.Join(' ', words), nameof(words));

    public async Task LayAsync(EmulatedCard laid)
    {
        listener.Start();
        card = new VpcdCard(laid, () => Faults, () => { }, Others, Log);
        await card.LayAsync(((IPEndPoint)listener.LocalEndpoint).Port, TestContext.Current.CancellationToken);
        stream = new NetworkStream(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken), ownsSocket: true);
    }

    /// <summary>The answer to a command, in hex.</summary>
    public async Task<string> AskAsync(string command)
    {
        byte[] bytes = Convert.FromHexString(command);
        byte[] framed = [0, (byte)bytes.Length, .. bytes];
        await stream!.WriteAsync(framed, TestContext.Current.CancellationToken);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, TestContext.Current.CancellationToken);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        return Convert.ToHexString(answer);
    }

    public async ValueTask DisposeAsync()
    {
        if (card is not null)
        {
            await card.DisposeAsync();
        }

        stream?.Dispose();
        listener.Dispose();
    }
}
