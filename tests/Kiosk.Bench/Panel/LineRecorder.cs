namespace Kiosk.Bench.Panel;

/// <summary>A lamp or the buzzer went on or off.</summary>
public readonly record struct OutputChange(DateTimeOffset At, bool On);

/// <summary>What a lamp or the buzzer did.</summary>
/// <param name="IsOn">What it does now.</param>
/// <param name="Changes">The last changes, oldest first.</param>
/// <param name="ChangeCount">How many changes there ever were.</param>
public sealed record OutputRecord(bool IsOn, OutputChange[] Changes, int ChangeCount);

/// <summary>Records an output. Bounded: what is older is forgotten. A line that is no output drives nothing, so what hangs on it is off.</summary>
internal sealed class LineRecorder(bool activeLow, int capacity)
{
    private readonly Queue<OutputChange> changes = new();
    private bool isOn;
    private int count;

    public void Record(DateTimeOffset at, bool isDriven, bool high)
    {
        var on = isDriven && high != activeLow;
        if (on == isOn)
        {
            return;
        }

        isOn = on;
        count++;
        if (changes.Count == capacity)
        {
            changes.Dequeue();
        }

        changes.Enqueue(new OutputChange(at, on));
    }

    public OutputRecord Copy() => new(isOn, [.. changes], count);
}
