using System.Runtime.InteropServices;
using System.Text;

namespace Kiosk.Card.Pcsc;

/// <summary>The real service, through libpcsclite.</summary>
internal sealed unsafe class LibPcscLite : IPcsc
{
    private const nuint SystemScope = 2;
    private const nuint Shared = 2;
    private const nuint AnyProtocol = 1 | 2;
    private const nuint Unpower = 2;

    public uint Establish(out nint context)
    {
        try
        {
            return Code(NativePcsc.SCardEstablishContext(SystemScope, reserved1: null, reserved2: null, out context));
        }
        catch (DllNotFoundException)
        {
            // No library is no service; whoever installs it need not restart the stand.
            context = 0;
            return PcscCode.NoService;
        }
    }

    public uint Release(nint context) => Code(NativePcsc.SCardReleaseContext(context));

    public uint ListReaders(nint context, out IReadOnlyList<string> readers)
    {
        readers = [];
        nuint length = 0;
        var code = Code(NativePcsc.SCardListReaders(context, groups: null, readers: null, ref length));
        if (code != PcscCode.Success)
        {
            return code;
        }

        var names = new byte[(int)length];
        fixed (byte* start = names)
        {
            code = Code(NativePcsc.SCardListReaders(context, groups: null, start, ref length));
        }

        if (code == PcscCode.Success)
        {
            readers = Encoding.UTF8.GetString(names, 0, (int)length).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }

        return code;
    }

    public uint WaitForChange(nint context, TimeSpan timeout, IReadOnlyList<ReaderStatus> readers)
    {
        var states = stackalloc NativePcsc.ReaderState[readers.Count];
        try
        {
            for (var i = 0; i < readers.Count; i++)
            {
                states[i] = new() { Name = (byte*)Marshal.StringToCoTaskMemUTF8(readers[i].Name), Current = readers[i].Known };
            }

            var code = Code(NativePcsc.SCardGetStatusChange(context, (nuint)timeout.TotalMilliseconds, states, (nuint)readers.Count));
            for (var i = 0; i < readers.Count; i++)
            {
                readers[i].Seen = (uint)states[i].Event;
            }

            return code;
        }
        finally
        {
            for (var i = 0; i < readers.Count; i++)
            {
                Marshal.FreeCoTaskMem((nint)states[i].Name);
            }
        }
    }

    public uint Cancel(nint context) => Code(NativePcsc.SCardCancel(context));

    public uint Connect(nint context, string reader, out nint card, out uint protocol)
    {
        var code = Code(NativePcsc.SCardConnect(context, reader, Shared, AnyProtocol, out card, out var active));
        protocol = (uint)active;
        return code;
    }

    public uint BeginTransaction(nint card) => Code(NativePcsc.SCardBeginTransaction(card));

    public uint EndTransaction(nint card) => Code(NativePcsc.SCardEndTransaction(card, Unpower));

    public uint Disconnect(nint card) => Code(NativePcsc.SCardDisconnect(card, Unpower));

    public uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> answer, out int length)
    {
        var received = (nuint)answer.Length;
        uint code;
        // The command is passed where it lies: a copy would be one more place where a PIN stays behind.
        fixed (byte* send = command, receive = answer)
        {
            code = Code(NativePcsc.SCardTransmit(
                card, new NativePcsc.IoRequest(protocol), send, (nuint)command.Length, received: null, receive, ref received));
        }

        length = code == PcscCode.Success ? (int)Math.Min(received, (nuint)answer.Length) : 0;
        return code;
    }

    private static uint Code(nint result) => unchecked((uint)result);
}
