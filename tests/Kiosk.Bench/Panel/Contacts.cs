using System.Device.Gpio;

namespace Kiosk.Bench.Panel;

/// <summary>The keypad's twelve contacts, without diodes: what is joined with what, and the level that results.</summary>
internal sealed class Contacts(int[] rows, int[] columns)
{
    // A Raspberry Pi pulls these lines down for as long as nobody says otherwise.
    private const int FirstLinePulledDown = 9;

    private readonly bool[] closed = new bool[rows.Length * columns.Length];

    public int ShortCircuits { get; private set; }

    /// <summary>Each column has a resistor to the supply, stronger than any pull of the chip.</summary>
    public bool HaveResistors { get; init; }

    public bool this[int contact]
    {
        get => closed[contact];
        set => closed[contact] = value;
    }

    public PinValue LevelOf(int line, PinMode[] modes, bool[] outputs)
    {
        bool drivenLow = false, drivenHigh = false, pulledUp = false, pulledDown = false, resistor = false;
        foreach (var joined in Joined(line))
        {
            drivenLow |= modes[joined] == PinMode.Output && !outputs[joined];
            drivenHigh |= modes[joined] == PinMode.Output && outputs[joined];
            pulledUp |= modes[joined] == PinMode.InputPullUp;
            resistor |= HaveResistors && columns.Contains(joined);
            pulledDown |= modes[joined] == PinMode.InputPullDown || (modes[joined] == PinMode.Input && joined >= FirstLinePulledDown);
        }

        if (drivenLow && drivenHigh)
        {
            ShortCircuits++;
        }

        // A line that floats or is pulled both ways reads as it likes; here the unwelcome way.
        return drivenLow ? PinValue.Low : drivenHigh || resistor || (pulledUp && !pulledDown) ? PinValue.High : PinValue.Low;
    }

    private HashSet<int> Joined(int line)
    {
        HashSet<int> joined = [line];
        for (var before = 0; before != joined.Count;)
        {
            before = joined.Count;
            for (var contact = 0; contact < closed.Length; contact++)
            {
                var (row, column) = (rows[contact / columns.Length], columns[contact % columns.Length]);
                if (closed[contact] && (joined.Contains(row) || joined.Contains(column)))
                {
                    joined.Add(row);
                    joined.Add(column);
                }
            }
        }

        return joined;
    }
}
