using System.Buffers.Binary;

namespace Kiosk.Bench.Usb;

/// <summary>What a keyboard says through the kernel: struct input_event, in reports.</summary>
public static class UsbRecords
{
    /// <summary>Bytes of one record.</summary>
    public const int Size = 24;

    private const ushort Synchronization = 0, Key = 1, Misc = 4;
    private const ushort Report = 0, Dropped = 3, ScanCode = 4;
    private const int KeypadUsages = 0x70000;

    /// <summary>A key goes up (0), down (1), or is down still (2), as a whole report.</summary>
    public static byte[] Of(ushort code, int value) => [.. Record(Misc, ScanCode, KeypadUsages + code), .. KeyOnly(code, value), .. End()];

    /// <summary>The same without the end of the report, for several in one.</summary>
    public static byte[] KeyOnly(ushort code, int value) => Record(Key, code, value);

    /// <summary>The end of a report.</summary>
    public static byte[] End() => Record(Synchronization, Report, 0);

    /// <summary>The reader was too slow and lost records; the report under way is in pieces.</summary>
    public static byte[] Overflow() => Record(Synchronization, Dropped, 0);

    private static byte[] Record(ushort type, ushort code, int value)
    {
        const long someSecond = 1_795_000_000;
        var record = new byte[Size];
        BinaryPrimitives.WriteInt64LittleEndian(record, someSecond);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(16), type);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(18), code);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(20), value);
        return record;
    }
}
