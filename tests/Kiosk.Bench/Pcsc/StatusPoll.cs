namespace Kiosk.Bench.Pcsc;

/// <summary>How often the service looks whether a card came or left.</summary>
public enum StatusPoll
{
    /// <summary>Every 10 ms: as if the reader reported by itself, as a USB reader does.</summary>
    Quick,

    /// <summary>Every 400 ms, as pcscd does with any reader that does not report: for what is seen between a removal and the next look.</summary>
    Stock,
}

/// <summary>The polls in numbers.</summary>
internal static class StatusPolls
{
    /// <summary>What the service sleeps between two looks.</summary>
    public static TimeSpan Period(this StatusPoll poll) => TimeSpan.FromMilliseconds(poll == StatusPoll.Quick ? 10 : 400);

    /// <summary>After so long a look has come in any case; a busy machine is late by less than a tenth of a second.</summary>
    public static TimeSpan UntilNoticed(this StatusPoll poll) => (poll.Period() * 2) + TimeSpan.FromMilliseconds(100);
}
