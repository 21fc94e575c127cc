using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Model;

/// <summary>Covers the numbers of records but for a moment after staff asked for them: a screen at a reception is looked at over shoulders. Whoever holds the key, holds the cover up.</summary>
internal sealed class NumberCover(Shown shown, TimeProvider time)
{
    /// <summary>A terminal does not tell when a key is let go.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    private long? liftedAt;

    /// <summary>How long the numbers may still be seen; null where they are covered.</summary>
    public TimeSpan? Left => liftedAt is { } at ? Moment - time.GetElapsedTime(at) : null;

    public void Lift()
    {
        liftedAt = time.GetTimestamp();
        shown.ShowsNumbers = true;
    }

    public void Drop()
    {
        liftedAt = null;
        shown.ShowsNumbers = false;
    }

    /// <summary>Covers them when the moment is over.</summary>
    public void Tick()
    {
        if (Left <= TimeSpan.Zero)
        {
            Drop();
        }
    }
}
