using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kiosk.Card.Pcsc;

/// <summary>libpcsclite as it is. DWORD, LONG and handles have the width of a pointer there, unlike in Windows.</summary>
internal static unsafe partial class NativePcsc
{
    private const string Library = "libpcsclite.so.1";

    [LibraryImport(Library)]
    internal static partial nint SCardEstablishContext(nuint scope, void* reserved1, void* reserved2, out nint context);

    [LibraryImport(Library)]
    internal static partial nint SCardReleaseContext(nint context);

    [LibraryImport(Library)]
    internal static partial nint SCardListReaders(nint context, byte* groups, byte* readers, ref nuint length);

    [LibraryImport(Library)]
    internal static partial nint SCardGetStatusChange(nint context, nuint timeoutMilliseconds, ReaderState* states, nuint count);

    [LibraryImport(Library)]
    internal static partial nint SCardCancel(nint context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint SCardConnect(nint context, string reader, nuint share, nuint protocols, out nint card, out nuint protocol);

    [LibraryImport(Library)]
    internal static partial nint SCardDisconnect(nint card, nuint disposition);

    [LibraryImport(Library)]
    internal static partial nint SCardBeginTransaction(nint card);

    [LibraryImport(Library)]
    internal static partial nint SCardEndTransaction(nint card, nuint disposition);

    [LibraryImport(Library)]
    internal static partial nint SCardTransmit(
        nint card, in IoRequest send, byte* command, nuint commandLength, void* received, byte* answer, ref nuint answerLength);

    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct IoRequest(nuint protocol)
    {
        private readonly nuint protocol = protocol;
        private readonly nuint length = (nuint)(2 * sizeof(nuint));
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ReaderState
    {
        public byte* Name;
        public void* UserData;
        public nuint Current;
        public nuint Event;
        public nuint AtrLength;
        public AtrBytes Atr;
    }

    [InlineArray(33)]
    internal struct AtrBytes
    {
        private byte first;
    }
}
