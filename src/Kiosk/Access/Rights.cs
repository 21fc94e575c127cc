using Kiosk.Desk;

namespace Kiosk.Access;

/// <summary>What somebody is at the stand; one person may be several.</summary>
public enum StaffRole
{
    /// <summary>Receives visitors.</summary>
    Reception,

    /// <summary>Sets the stand, and receives visitors too.</summary>
    Administrator,

    /// <summary>Looks at who did what, and sees no visitor.</summary>
    Auditor,
}

/// <summary>What the desk asks a right for.</summary>
public enum StaffRight
{
    /// <summary>See how a visit goes and what it comes to.</summary>
    SeeVisits,

    /// <summary>Decide about the visit at the stand.</summary>
    DecideVisits,

    /// <summary>See people: results, lists, checks by paper.</summary>
    SeeRecords,

    /// <summary>Note a visit's ticket.</summary>
    NoteTickets,

    /// <summary>Record checks by paper, and close what is pending.</summary>
    SettlePending,

    /// <summary>Take one result out of the stand.</summary>
    ExportResults,

    /// <summary>Take a day's list out of the stand.</summary>
    ExportDays,

    /// <summary>Change how the stand works.</summary>
    ChangeSettings,

    /// <summary>Light the lamps.</summary>
    TestLamps,

    /// <summary>Take the audit trail out of the stand.</summary>
    ReadTrail,

    /// <summary>Take a support bundle out of the stand.</summary>
    TakeBundle,
}

/// <summary>The one table of who may do what. The desk asks it for every request on its socket, whatever the screen believes.</summary>
public static class Rights
{
    /// <summary>Whether a role gives a right.</summary>
    public static bool Has(StaffRole role, StaffRight right) => role switch
    {
        StaffRole.Reception => right switch
        {
            StaffRight.SeeVisits or StaffRight.DecideVisits or StaffRight.SeeRecords or StaffRight.NoteTickets or StaffRight.SettlePending or StaffRight.ExportResults => true,
            StaffRight.ExportDays or StaffRight.ChangeSettings or StaffRight.TestLamps or StaffRight.ReadTrail or StaffRight.TakeBundle => false,
        },
        StaffRole.Administrator => right switch
        {
            StaffRight.SeeVisits or StaffRight.DecideVisits or StaffRight.SeeRecords or StaffRight.NoteTickets or StaffRight.SettlePending or StaffRight.ExportResults
                or StaffRight.ExportDays or StaffRight.ChangeSettings or StaffRight.TestLamps or StaffRight.TakeBundle => true,
            StaffRight.ReadTrail => false,
        },
        StaffRole.Auditor => right switch
        {
            StaffRight.ReadTrail => true,
            StaffRight.SeeVisits or StaffRight.DecideVisits or StaffRight.SeeRecords or StaffRight.NoteTickets or StaffRight.SettlePending or StaffRight.ExportResults
                or StaffRight.ExportDays or StaffRight.ChangeSettings or StaffRight.TestLamps or StaffRight.TakeBundle => false,
        },
    };

    /// <summary>Whether one of several roles gives a right.</summary>
    public static bool Has(IEnumerable<StaffRole> roles, StaffRight right) => roles.Any(role => Has(role, right));

    /// <summary>The right that a command needs.</summary>
    public static StaffRight Of(StaffAction action) => action switch
    {
        StaffAction.PhotoMatches or StaffAction.PhotoDiffers or StaffAction.AllowLastTry or StaffAction.RefuseLastTry or StaffAction.Cancel => StaffRight.DecideVisits,
        StaffAction.SetMethod => StaffRight.ChangeSettings,
        StaffAction.TestLamps => StaffRight.TestLamps,
    };
}
