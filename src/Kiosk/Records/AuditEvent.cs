using Kiosk.Visits;

namespace Kiosk.Records;

/// <summary>The one list of what is audited.</summary>
public enum AuditKind
{
    /// <summary>A card was laid; a visit began.</summary>
    VisitBegan,

    /// <summary>The card refused a PIN. Detail: the tries that are left, as <c>triesLeft=</c>.</summary>
    PinRefused,

    /// <summary>The card accepted the PIN.</summary>
    PinAccepted,

    /// <summary>Staff allowed the last try.</summary>
    LastTryAllowed,

    /// <summary>Staff did not allow the last try.</summary>
    LastTryRefused,

    /// <summary>Staff found that the photo matches.</summary>
    PhotoMatched,

    /// <summary>Staff found that the photo differs.</summary>
    PhotoDiffered,

    /// <summary>Staff ended the visit.</summary>
    VisitCancelled,

    /// <summary>The visit's outcome was known.</summary>
    VisitEnded,

    /// <summary>The answer of an earlier visit of the month was shown as of its day; the authority was not asked. The detail names that visit.</summary>
    EarlierShown,

    /// <summary>A visit that was broken off by a restart got its outcome after all.</summary>
    VisitResumed,

    /// <summary>The result could not be written.</summary>
    ResultNotKept,

    /// <summary>A face reader's result was taken into the list.</summary>
    ResultTakenIn,

    /// <summary>Staff looked at a kept result.</summary>
    ResultViewed,

    /// <summary>What a screen showed of a visit is gone from it, however it went: by a key, by its time, or because the screen ended. The time is how long it stood there. A look without this
    /// one came from a program, or the stand lost its power meanwhile.</summary>
    ResultClosed,

    /// <summary>Staff searched the kept results. Detail: by which kinds of things, as <c>by=</c>, how many the last search found, as <c>found=</c>, and how many searches it took, as
    /// <c>searches=</c>, for the screen searches while staff type. Never what was looked for.</summary>
    ResultsSearched,

    /// <summary>A kept result left the stand.</summary>
    ResultExported,

    /// <summary>A day's list left the stand.</summary>
    DayExported,

    /// <summary>Staff noted a visit's ticket, or corrected it.</summary>
    TicketNoted,

    /// <summary>Staff took a visit's ticket back.</summary>
    TicketRemoved,

    /// <summary>A visit's ticket left the stand.</summary>
    TicketExported,

    /// <summary>A pending visit was settled by the same person's later visit, which the detail names.</summary>
    PendingSettled,

    /// <summary>Staff closed a pending visit; the detail is the reason's code.</summary>
    PendingClosed,

    /// <summary>Staff recorded a check by paper; the detail names it and its route.</summary>
    CheckRecorded,

    /// <summary>Staff looked at a check; the detail names it.</summary>
    CheckViewed,

    /// <summary>The answer of this visit contradicts an earlier check, which the detail names.</summary>
    CheckContradicted,

    /// <summary>Staff looked at a contradiction; the detail names the check.</summary>
    ContradictionSeen,

    /// <summary>A setting was changed. Detail: its name with what it is now, and what it was, such as <c>volume=40 was=100</c>.</summary>
    SettingChanged,

    /// <summary>Results past their last day were deleted. Detail: how many, as <c>count=</c>, and where in a vault that was set aside, its folder, as <c>aside=</c>.</summary>
    ResultsPurged,

    /// <summary>Kept results do not open with the vault's key. Detail: how many, as <c>count=</c>.</summary>
    ResultsUnreadable,

    /// <summary>The vault could not be written for a while. Detail: why, as <c>trouble=</c>, how often it was tried, as <c>tries=</c>, and how many events were lost, as <c>lost=</c>.</summary>
    VaultTroubled,

    /// <summary>The vault was given a new key, and everything in it sealed anew. Detail: how many values, as <c>sealed=</c>, and how many did not open with the key of before, as <c>emptied=</c>.</summary>
    VaultRekeyed,

    /// <summary>The vault could not be opened any more: it was set aside, and this one began. Detail: why, as <c>reason=</c>, and its folder, as <c>aside=</c>.</summary>
    VaultSetAside,

    /// <summary>An administrator noted that a vault was set aside. Detail: its folder, as <c>aside=</c>.</summary>
    AsideSeen,

    /// <summary>A vault that was set aside was deleted, since nothing in it may be kept any longer. Detail: its folder, as <c>aside=</c>.</summary>
    AsideDeleted,

    /// <summary>The stand started. Without a stop before, it lost its power or was killed.</summary>
    StandStarted,

    /// <summary>The stand stopped.</summary>
    StandStopped,

    /// <summary>Staff tested the lamps.</summary>
    LampsTested,

    /// <summary>From now on the clock follows a time server.</summary>
    ClockTrusted,

    /// <summary>From now on the clock is not to be trusted, and times that follow may be wrong. Detail: why, as <c>state=</c>: no time server sets it (<c>Unsynchronized</c>), or it is far from where it
    /// should be (<c>Doubtful</c>).</summary>
    ClockNotTrusted,

    /// <summary>The clock was set while the stand ran. Detail: by how many seconds, as <c>seconds=</c>.</summary>
    ClockJumped,

    /// <summary>The stand was given a new key and certificate by an activation code. Detail: its number at the authority, as <c>device=</c>, and the certificate's last day, as <c>until=</c>.
    /// A stand that is enrolled before it has a vault has nowhere to write this.</summary>
    DeviceEnrolled,

    /// <summary>With this certificate the stand started. Detail: as when it was enrolled.</summary>
    CertificateInUse,

    /// <summary>The stand's certificate was renewed. Detail: as when it was enrolled.</summary>
    CertificateRenewed,

    /// <summary>The stand's certificate could not be renewed; it is tried again. Detail: why, as <c>reason=</c>.</summary>
    CertificateNotRenewed,

    /// <summary>The authority does not know this stand any more or has suspended it, or its certificate has expired. Detail: which, as <c>state=</c>.</summary>
    DeviceRefused,

    /// <summary>The authority takes this stand again.</summary>
    DeviceAccepted,

    /// <summary>The trail began. Detail: how many rows there were from before it was chained, as <c>adopted=</c>; they are vouched for since then.</summary>
    TrailBegan,

    /// <summary>The stand found the end of the trail not as it had left it, and went on from there. Detail: the last row that it found, as <c>after=</c>.</summary>
    TrailBroken,

    /// <summary>Rows whose time was over were removed. Detail: how many, as <c>count=</c>, and the MAC of the last of them, from which the trail goes on, as <c>mac=</c>.</summary>
    TrailRotated,

    /// <summary>The trail was taken out of the stand. Detail: the days, as <c>from=</c> and <c>to=</c>, and the form, as <c>format=</c>.</summary>
    TrailExported,

    /// <summary>A support bundle was made for a screen, which kept it. One that is made by <c>kiosk bundle</c> is not in the trail: it is made also where there is none.</summary>
    BundleTaken,

    /// <summary>A backup of the vault, with its key, was written. Detail: how many results are in it, as <c>results=</c>, and by the end of which day it must be gone, as <c>until=</c>.</summary>
    VaultBackedUp,

    /// <summary>The vault was set back to a backup: what came after that is not in it. Detail: the time of the backup, as <c>madeAt=</c>, and the end of the trail in it, as <c>head=</c>.</summary>
    VaultRestored,

    /// <summary>Somebody signed in. Detail: the computer's user and terminal, as <c>uid=</c> and <c>terminal=</c>, and whether with a second factor, as <c>factor=</c>.</summary>
    SignedIn,

    /// <summary>A sign-in was refused: passphrase or code was wrong, or the account is disabled; or somebody who is signed in wanted another passphrase, and did not know the present one. Staff: the account; empty where there is none of that id, since what was typed there may be
    /// anything. Detail: as when somebody signed in.</summary>
    SignInRefused,

    /// <summary>A sign-in was locked. The time is how long it had been open. Detail: why, as <c>how=</c>: <c>key</c> or <c>idle</c>.</summary>
    SignInLocked,

    /// <summary>It was unlocked by the same person. The time is how long it had been locked.</summary>
    SignInUnlocked,

    /// <summary>A sign-in ended. The time is how long somebody had been signed in. Detail: how, as <c>how=</c>: <c>key</c>, <c>idle</c> (a program's, which has no screen to lock), <c>expired</c> (after twelve hours), <c>changed</c> (the account was changed),
    /// <c>gone</c> (the screen was closed or its line broke), <c>replaced</c> (somebody else signed in there) or <c>stopped</c> (the desk).</summary>
    SignedOut,

    /// <summary>An account was added. Detail: its roles, as <c>roles=</c>, and its id, as <c>account=</c>.</summary>
    AccountAdded,

    /// <summary>An account was changed. Detail: what, as <c>what=</c> (<c>passphrase</c>, <c>roles</c>, <c>factorRemoved</c>), its roles, and its id.</summary>
    AccountChanged,

    /// <summary>An account was disabled. Detail: its roles, and its id.</summary>
    AccountDisabled,

    /// <summary>A disabled account was enabled again. Detail: its roles, and its id.</summary>
    AccountEnabled,

    /// <summary>An account was removed. Detail: its roles, and its id.</summary>
    AccountRemoved,

    /// <summary>An account got a second factor. Detail: its roles, and its id.</summary>
    SecondFactorEnrolled,
}

/// <summary>One line of the audit trail: never a name, a number of a person, a certificate or a PIN.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="VisitId">Of which visit, if of one.</param>
/// <param name="Staff">Who of the staff; null: the stand itself.</param>
/// <param name="Outcome">What the visit came to, where it ended.</param>
/// <param name="Reason">Why.</param>
/// <param name="Elapsed">How long the visit lasted so far, or what is told was so.</param>
/// <param name="Detail">A count, the name of a setting, or why something left the stand (see <see cref="ExportPurpose"/>); nothing of a person.</param>
public sealed record AuditEvent(
    DateTimeOffset At, AuditKind Kind, Guid? VisitId = null, string? Staff = null, Outcome? Outcome = null, Reason? Reason = null, TimeSpan? Elapsed = null, string? Detail = null);
