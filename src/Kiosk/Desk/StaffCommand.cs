using System.Text.Json.Serialization;
using Kiosk.Visits;

namespace Kiosk.Desk;

/// <summary>What staff can do.</summary>
public enum StaffAction
{
    /// <summary>Method A: the face is the photo's.</summary>
    PhotoMatches,

    /// <summary>Method A: it is not.</summary>
    PhotoDiffers,

    /// <summary>The visitor may spend the last try.</summary>
    AllowLastTry,

    /// <summary>The visitor may not.</summary>
    RefuseLastTry,

    /// <summary>End the visit.</summary>
    Cancel,

    /// <summary>Set the method for the visits to come.</summary>
    SetMethod,

    /// <summary>Light the lamps one after the other; while nobody is at the stand.</summary>
    TestLamps,
}

/// <summary>A command of staff to the desk.</summary>
/// <param name="Action">What. Required in JSON: left out, it must not mean the first of the list.</param>
/// <param name="Staff">Who: the staff id, which the authority may log (method A).</param>
/// <param name="VisitId">For which visit; refused when another is at the stand. Null: the one that is there.</param>
/// <param name="Method">For <see cref="StaffAction.SetMethod"/>.</param>
public sealed record StaffCommand([property: JsonRequired] StaffAction Action, string Staff, Guid? VisitId = null, IdentityMethod? Method = null);

/// <summary>The desk's answer to a command.</summary>
public enum CommandResult
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Nobody waits for this decision (any more).</summary>
    NotNow,

    /// <summary>Another visit is at the stand.</summary>
    OtherVisit,

    /// <summary>Something is missing in the command.</summary>
    Incomplete,

    /// <summary>This stand has no keypad: no PIN can be typed, so method B cannot be set.</summary>
    NoKeypad,

    /// <summary>The setting could not be written, and stays as it was.</summary>
    NotWritten,
}
