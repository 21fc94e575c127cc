using Kiosk.Records;

namespace Kiosk.Vault.Audit;

/// <summary>What can be wrong with a trail.</summary>
public enum TrailFault
{
    /// <summary>Rows are not as they were written: altered, forged, or moved from elsewhere.</summary>
    Altered,

    /// <summary>The key of rows was taken out of the vault or altered: nobody can say whether they are as they were written.</summary>
    KeyGone,

    /// <summary>Rows were taken out. The one after the gap cannot be judged without them.</summary>
    Missing,

    /// <summary>What came after a row was cut off, or the mark of the end was altered.</summary>
    CutOff,

    /// <summary>Rows whose time was over, and which were removed, are back.</summary>
    Returned,

    /// <summary>The stand itself found, when it went on writing, that the end was not as it had left it.</summary>
    Broken,

    /// <summary>The end that was noted elsewhere is not in the trail: it was set back, or cut and written anew.</summary>
    HeadUnknown,

    /// <summary>The table's own guards against change are not as they should be.</summary>
    Unguarded,

    /// <summary>What comes after a row cannot be read: the file is damaged, or held by another process.</summary>
    Unreadable,
}

/// <summary>One thing that is wrong, and where.</summary>
/// <param name="Fault">What.</param>
/// <param name="From">The first row concerned; of what was cut off or cannot be read, the last row before.</param>
/// <param name="To">The last row concerned.</param>
/// <param name="After">The time of the row before the place, if there is one.</param>
/// <param name="Before">The time that the last row concerned gives, or the one behind a gap.</param>
public sealed record TrailFinding(TrailFault Fault, long From, long To, DateTimeOffset? After = null, DateTimeOffset? Before = null);

/// <summary>What verifying a trail came to.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="First">The first row's number; 0 when there is none.</param>
/// <param name="Since">The first row's time.</param>
/// <param name="Head">Where it ends.</param>
/// <param name="Until">The last row's time.</param>
/// <param name="Adopted">Up to which number rows were written before there was a chain; 0: none. They are vouched for only since then.</param>
/// <param name="AdoptedAt">Since when.</param>
/// <param name="HeadTooOld">The end that was noted elsewhere is of a row whose time is over: it says nothing any more.</param>
/// <param name="Findings">What is wrong; the first of them, where there are very many.</param>
/// <param name="FindingCount">How many there are.</param>
public sealed record TrailReport(
    long Rows, long First, DateTimeOffset? Since, TrailHead? Head, DateTimeOffset? Until, long Adopted, DateTimeOffset? AdoptedAt, bool HeadTooOld, IReadOnlyList<TrailFinding> Findings, long FindingCount);
