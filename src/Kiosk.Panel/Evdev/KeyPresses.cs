using System.Buffers.Binary;

namespace Kiosk.Panel.Evdev;

/// <summary>
/// Makes presses of the kernel's event records. A press counts when its report is complete; a key that goes down while another is down does not count, two in one
/// report count as none, and nothing counts until all are up. Which key it was is known here only while it is down. Under the panel's lock.
/// </summary>
internal sealed class KeyPresses(Action<char> pressed, Action<char> released, Action<bool> anyDown)
{
    /// <summary>Bytes of a struct input_event where a long has eight: two for the time, type, code, value.</summary>
    public const int RecordSize = 24;

    private const int NoKey = -1;
    private const ushort Synchronization = 0, Key = 1;
    private const ushort Report = 0, Dropped = 3;

    private ulong down;
    private int first = NoKey;
    private bool isAlone;
    private bool isCounted;
    private bool isDropping;

    /// <summary>Takes one record; it is not kept.</summary>
    public void Take(ReadOnlySpan<byte> record)
    {
        var type = BinaryPrimitives.ReadUInt16LittleEndian(record[16..]);
        var code = BinaryPrimitives.ReadUInt16LittleEndian(record[18..]);
        if (type == Synchronization)
        {
            Synchronize(code);
        }
        else if (type == Key && !isDropping && EvdevKeys.IndexOf(code) is >= 0 and var key)
        {
            Change(key, BinaryPrimitives.ReadInt32LittleEndian(record[20..]));
        }
    }

    /// <summary>All keys count as up until they are seen pressed anew.</summary>
    public void ForgetAll()
    {
        isAlone = false;
        if (down != 0)
        {
            down = 0;
            EndAll();
        }
    }

    private void Synchronize(ushort code)
    {
        if (code == Dropped)
        {
            // Records were lost, and the report under way is in pieces: what is down is not known any more.
            isDropping = true;
            ForgetAll();
        }
        else if (code == Report)
        {
            isDropping = false;
            Count();
        }
    }

    private void Change(int key, int value)
    {
        var bit = 1UL << key;
        // Repeats (2) say nothing new, and neither does the release of a key whose press was lost.
        if (value == 1 && (down & bit) == 0)
        {
            Begin(key, bit);
        }
        else if (value == 0 && (down & bit) != 0)
        {
            down &= ~bit;
            End(key);
        }
    }

    private void Begin(int key, ulong bit)
    {
        isAlone = down == 0;
        down |= bit;
        if (isAlone)
        {
            first = key;
            anyDown(true);
        }
    }

    private void End(int key)
    {
        if (down == 0)
        {
            // One report can hold a whole press, or the end of one and the beginning of the next.
            Count();
            EndAll();
        }
        else if (key == first)
        {
            EndFirst();
        }
    }

    private void Count()
    {
        if (first != NoKey && isAlone && !isCounted)
        {
            isCounted = true;
            pressed(EvdevKeys.SymbolOf(first));
        }
    }

    private void EndAll()
    {
        EndFirst();
        isAlone = false;
        anyDown(false);
    }

    private void EndFirst()
    {
        var symbol = isCounted ? EvdevKeys.SymbolOf(first) : default;
        first = NoKey;
        if (isCounted)
        {
            isCounted = false;
            released(symbol);
        }
    }
}
