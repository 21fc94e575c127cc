namespace Kiosk.Panel;

/// <summary>Tells when keys stay down longer than any hand holds them, once, and once more when all are up again. Under the panel's lock.</summary>
internal sealed class StuckKey : IDisposable
{
    /// <summary>From when on a key that is down is stuck.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(20);

    private readonly Action<bool>? stuck;
    private readonly Alarm alarm;

    public StuckKey(TimeProvider time, Lock gate, Action<bool>? stuck)
    {
        this.stuck = stuck;
        alarm = new Alarm(time, gate, OnAlarm);
    }

    /// <summary>A key is stuck now.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>The first key went down, or the last one up.</summary>
    public void OnAnyDown(bool isDown)
    {
        if (isDown)
        {
            alarm.After(After);
            return;
        }

        alarm.Stop();
        if (IsStuck)
        {
            IsStuck = false;
            stuck?.Invoke(false);
        }
    }

    public void Dispose() => alarm.Dispose();

    private void OnAlarm()
    {
        IsStuck = true;
        stuck?.Invoke(true);
    }
}
