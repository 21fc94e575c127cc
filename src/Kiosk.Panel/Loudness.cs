using Kiosk.Records;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>How loud the stand may be now: by day, and in the quiet hours of the site (Japan time, as all of the stand).</summary>
internal sealed class Loudness(SoundSettings sound, TimeProvider time)
{
    private volatile SoundSettings sound = sound;

    /// <summary>0 to 100.</summary>
    public int Percent => IsQuietHour ? sound.QuietVolume : sound.Volume;

    public void Set(SoundSettings settings) => sound = settings;

    private bool IsQuietHour
    {
        get
        {
            var (from, to) = (sound.QuietFrom, sound.QuietTo);
            var now = TimeOnly.FromTimeSpan(JapanTime.At(time.GetUtcNow()).TimeOfDay);
            return from is { } begins && to is { } ends && now.IsBetween(begins, ends);
        }
    }
}
