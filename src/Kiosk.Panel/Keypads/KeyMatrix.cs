using System.Device.Gpio;
using System.Numerics;

namespace Kiosk.Panel;

/// <summary>
/// The wires of the keypad. A row is either driven low or let go, never driven high: two pressed keys can then not join a high output with a low one.
/// Columns are pulled up, so a closed contact pulls its column down when its row is driven.
/// </summary>
internal sealed class KeyMatrix(Lines lines, IReadOnlyList<int> rows, IReadOnlyList<int> columns, PullUps pullUps = PullUps.Internal)
{
    private readonly PinMode letGo = pullUps == PullUps.Internal ? PinMode.InputPullUp : PinMode.Input;
    private int driven;

    public int Rows => rows.Count;

    public int Columns => columns.Count;

    public void Open()
    {
        foreach (var row in rows)
        {
            lines.Open(row, letGo, PinValue.Low);
        }

        foreach (var column in columns)
        {
            lines.Open(column, letGo, PinValue.High);
        }
    }

    /// <summary>Drives all rows: any key shows.</summary>
    public void DriveAll() => Drive((1 << rows.Count) - 1);

    /// <summary>Drives one row: only its keys show, once the columns have settled.</summary>
    public void DriveOnly(int row) => Drive(1 << row);

    /// <summary>Lets all rows go.</summary>
    public void LetGo() => Drive(0);

    /// <summary>The columns that are low, one bit each.</summary>
    public int Read()
    {
        var low = 0;
        for (var column = 0; column < columns.Count; column++)
        {
            low |= lines.IsLow(columns[column]) ? 1 << column : 0;
        }

        return low;
    }

    /// <summary>Wakes on falling columns; false where the lines cannot give edges.</summary>
    public bool Watch(PinChangeEventHandler onFalling)
    {
        var watched = columns.TakeWhile(column => lines.Watch(column, onFalling)).ToArray();
        if (watched.Length == columns.Count)
        {
            return true;
        }

        Unwatch(watched, onFalling);
        return false;
    }

    public void Unwatch(PinChangeEventHandler onFalling) => Unwatch(columns, onFalling);

    private void Unwatch(IEnumerable<int> watched, PinChangeEventHandler onFalling)
    {
        foreach (var column in watched)
        {
            lines.Unwatch(column, onFalling);
        }
    }

    // What goes is let go first: one driven row at a time is what a scan relies on.
    private void Drive(int wanted)
    {
        Change(driven & ~wanted, letGo);
        Change(wanted & ~driven, PinMode.Output);
        driven = wanted;
    }

    private void Change(int which, PinMode mode)
    {
        for (; which != 0; which &= which - 1)
        {
            lines.SetMode(rows[BitOperations.TrailingZeroCount(which)], mode);
        }
    }
}
