namespace Kiosk.Card.Pcsc;

/// <summary>The part of PC/SC that the stand uses. Each call returns a <see cref="PcscCode"/>; none throws. One context belongs to one thread; only <see cref="Cancel"/> may cross.</summary>
internal interface IPcsc
{
    uint Establish(out nint context);

    uint Release(nint context);

    uint ListReaders(nint context, out IReadOnlyList<string> readers);

    /// <summary>Waits until a reader's state differs from <see cref="ReaderStatus.Known"/>, and fills <see cref="ReaderStatus.Seen"/>.</summary>
    uint WaitForChange(nint context, TimeSpan timeout, IReadOnlyList<ReaderStatus> readers);

    uint Cancel(nint context);

    uint Connect(nint context, string reader, out nint card, out uint protocol);

    uint BeginTransaction(nint card);

    /// <summary>Ends the transaction and takes the card's power away first, so that nobody else finds a verified PIN.</summary>
    uint EndTransaction(nint card);

    /// <summary>Lets go of the card and takes its power away.</summary>
    uint Disconnect(nint card);

    uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> answer, out int length);
}
