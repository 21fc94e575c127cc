using Kiosk.Card.Pcsc;

namespace Kiosk.Card.Tests.Pcsc;

/// <summary>A service for what a real one does not do on demand. Each wait for change asks the test what to answer.</summary>
internal sealed class SimulatedPcsc(Func<IReadOnlyList<ReaderStatus>, uint> wait, Func<uint>? establish = null) : IPcsc
{
    public IReadOnlyList<string> Readers { get; set; } = ["A"];

    public int Established { get; private set; }

    public int Released { get; private set; }

    public uint Establish(out nint context)
    {
        context = ++Established;
        return establish?.Invoke() ?? PcscCode.Success;
    }

    public uint Release(nint context)
    {
        Released++;
        return PcscCode.Success;
    }

    public uint ListReaders(nint context, out IReadOnlyList<string> readers)
    {
        readers = Readers;
        return readers.Count == 0 ? PcscCode.NoReadersAvailable : PcscCode.Success;
    }

    public uint WaitForChange(nint context, TimeSpan timeout, IReadOnlyList<ReaderStatus> readers) => wait(readers);

    public uint Cancel(nint context) => PcscCode.Success;

    public uint Connect(nint context, string reader, out nint card, out uint protocol) => throw new NotSupportedException();

    public uint BeginTransaction(nint card) => throw new NotSupportedException();

    public uint EndTransaction(nint card) => throw new NotSupportedException();

    public uint Disconnect(nint card) => throw new NotSupportedException();

    public uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> answer, out int length) => throw new NotSupportedException();
}
