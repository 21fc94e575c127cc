namespace Kiosk.Pi.SignIn;

/// <summary>
/// How long to wait after wrong passphrases: a little longer each time, for an account and for everybody who tries from the same user of the computer. Counted per user, so that nobody
/// can hold the door shut for somebody else.
/// </summary>
internal sealed class Attempts(TimeProvider time)
{
    private const int FreeForAnAccount = 3;
    private const int FreeForAUser = 10;
    private const int MostForAnAccount = 60;
    private const int MostForAUser = 5;
    private const int MostRemembered = 1000;

    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<(uint Uid, string? Id), (int Failures, long At)> failed = [];

    /// <summary>The whole seconds to wait; 0: none.</summary>
    public int WaitSeconds(uint uid, string id)
    {
        lock (gate)
        {
            return Math.Max(Left((uid, id), FreeForAnAccount, MostForAnAccount), Left((uid, null), FreeForAUser, MostForAUser));
        }
    }

    public void Failed(uint uid, string id)
    {
        lock (gate)
        {
            Count((uid, id));
            Count((uid, null));
        }
    }

    public void Succeeded(uint uid, string id)
    {
        lock (gate)
        {
            failed.Remove((uid, id));
        }
    }

    private int Left((uint Uid, string? Id) who, int free, int most)
    {
        if (!failed.TryGetValue(who, out var known) || known.Failures < free)
        {
            return 0;
        }

        var wait = Math.Min(most, 1L << Math.Min(known.Failures - free, 30));
        return (int)Math.Max(0, Math.Ceiling(wait - time.GetElapsedTime(known.At).TotalSeconds));
    }

    private void Count((uint Uid, string? Id) who)
    {
        var before = failed.TryGetValue(who, out var known) && time.GetElapsedTime(known.At) < Forgotten ? known.Failures : 0;
        failed[who] = (before + 1, time.GetTimestamp());
        if (failed.Count > MostRemembered)
        {
            failed.Remove(failed.MinBy(one => one.Value.At).Key);
        }
    }
}
