using Kiosk.Alternatives;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Settings;
using Kiosk.Signals;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <summary>Everything that the desk's one loop hears of.</summary>
internal abstract record DeskMessage
{
    private DeskMessage() { }

    public sealed override string ToString() => GetType().Name;

    /// <summary>Something happened to the visit with this id; to another visit it means nothing. Null: to whichever is at the stand.</summary>
    public sealed record Happened(VisitEvent Event, Guid? VisitId = null) : DeskMessage;

    /// <summary>A card was laid: a visit may begin.</summary>
    public sealed record CardLaid : DeskMessage;

    /// <summary>A deadline of the visit is due, unless it has another by now.</summary>
    public sealed record DeadlineCame(DateTimeOffset Due) : DeskMessage;

    /// <summary>A key was pressed at the keypad.</summary>
    public sealed record Pressed(PanelKey Key) : DeskMessage;

    /// <summary>The reader's state changed.</summary>
    public sealed record ReaderChanged(ReaderState State, int GivenUpCards) : DeskMessage;

    /// <summary>Cards lie on several readers, or no longer do.</summary>
    public sealed record SeveralCards(bool Lie) : DeskMessage;

    /// <summary>Something is wrong with the panel; null: no longer.</summary>
    public sealed record PanelChanged(PanelTrouble? Trouble) : DeskMessage;

    /// <summary>The authority said how it is, and will be asked again.</summary>
    public sealed record AuthorityChecked(AuthorityStatus Status, DateTimeOffset Next) : DeskMessage;

    /// <summary>A part of the stand was looked at.</summary>
    public abstract record PartChecked : DeskMessage
    {
        /// <summary>The stand's health with it.</summary>
        public abstract StandHealth In(StandHealth health);
    }

    /// <summary>The vault was looked at.</summary>
    public sealed record VaultChecked(int Unreadable) : PartChecked
    {
        public override StandHealth In(StandHealth health) => health with { UnreadableResults = Unreadable };
    }

    /// <summary>It was looked whether a vault was set aside.</summary>
    public sealed record AsideChecked(AsideView? Aside) : PartChecked
    {
        public override StandHealth In(StandHealth health) => health with { Aside = Aside };
    }

    /// <summary>What waits for staff was counted.</summary>
    public sealed record PendingCounted(PendingCounts Counts, TaskCompletionSource Answer) : DeskMessage;

    /// <summary>The clock was looked at.</summary>
    public sealed record ClockChecked(ClockState State) : PartChecked
    {
        public override StandHealth In(StandHealth health) => health with { Clock = State };
    }

    /// <summary>The folder for other programs was written to, or could not be.</summary>
    public sealed record ExportsChecked(ExportTrouble? Trouble) : PartChecked
    {
        public override StandHealth In(StandHealth health) => health with { ExportTrouble = Trouble };
    }

    /// <summary>The accounts were looked at.</summary>
    public sealed record AccountsChecked(bool IsSignInNeeded) : PartChecked
    {
        public override StandHealth In(StandHealth health) => health with { IsSignInNeeded = IsSignInNeeded };
    }

    /// <summary>The face reader's folder was looked at.</summary>
    public sealed record FacesChecked(bool IsAway, int TakenIn) : PartChecked
    {
        public override StandHealth In(StandHealth health) => health with { IsFaceFolderAway = IsAway, FaceResults = TakenIn };
    }

    /// <summary>A visit's ticket was written, or removed; how it stands where the result is on disk already.</summary>
    public sealed record TicketNoted(Guid VisitId, CheckupTicket? Ticket, TicketStanding? Match, TaskCompletionSource Answer) : DeskMessage;

    /// <summary>Staff change settings, and wait for the answer.</summary>
    public sealed record SettingsOrdered(SettingsOrder Order, string Staff, TaskCompletionSource<SettingsAnswer> Answer) : DeskMessage;

    /// <summary>Somebody wants to know whether the loop goes on, and waits for the answer.</summary>
    public sealed record Asked(TaskCompletionSource Answer) : DeskMessage;

    /// <summary>Staff want something, and wait for the answer.</summary>
    public sealed record Commanded(StaffCommand Command, TaskCompletionSource<CommandResult> Answer) : DeskMessage;
}
