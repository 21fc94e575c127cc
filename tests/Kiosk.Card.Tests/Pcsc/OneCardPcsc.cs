using Kiosk.Card.Pcsc;

namespace Kiosk.Card.Tests.Pcsc;

/// <summary>A service with one reader on which a card always lies; what the card says is the test's.</summary>
internal abstract class OneCardPcsc : IPcsc
{
    private const uint Present = 0x20;
    private const uint T1 = 2;

    private int open;

    /// <summary>Contexts that were established and not released.</summary>
    public int Open => Volatile.Read(ref open);

    public uint Establish(out nint context)
    {
        context = Interlocked.Increment(ref open);
        return PcscCode.Success;
    }

    public virtual uint Release(nint context)
    {
        Interlocked.Decrement(ref open);
        return PcscCode.Success;
    }

    public uint ListReaders(nint context, out IReadOnlyList<string> readers)
    {
        readers = ["one"];
        return PcscCode.Success;
    }

    public uint WaitForChange(nint context, TimeSpan timeout, IReadOnlyList<ReaderStatus> readers)
    {
        readers[0].Seen = Present;
        return PcscCode.Success;
    }

    public uint Cancel(nint context) => PcscCode.Success;

    public uint Connect(nint context, string reader, out nint card, out uint protocol)
    {
        (card, protocol) = (1, T1);
        return PcscCode.Success;
    }

    public uint BeginTransaction(nint card) => PcscCode.Success;

    public uint EndTransaction(nint card) => PcscCode.Success;

    public uint Disconnect(nint card) => PcscCode.Success;

    public abstract uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> answer, out int length);
}
