using Kiosk.Records;

namespace Kiosk.Panel;

/// <summary>How loud the stand may be now: by day, and in the quiet hours of the site (Japan time, as all of the stand).</summary>
internal sealed class Loudness(Wiring wiring, TimeProvider time)
{
    /// <summary>0 to 100.</summary>
    public int Percent => IsQuietHour ? wiring.Quiet.Volume : wiring.Volume;

    private bool IsQuietHour
    {
        get
        {
            var (from, to) = (wiring.Quiet.From, wiring.Quiet.To);
            var now = TimeOnly.FromTimeSpan(JapanTime.At(time.GetUtcNow()).TimeOfDay);
            return from is { } begins && to is { } ends && now.IsBetween(begins, ends);
        }
    }
}
