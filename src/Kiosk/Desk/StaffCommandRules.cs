using System.Diagnostics;
using Kiosk.Visits;

namespace Kiosk.Desk;

/// <summary>Turns a staff command into an event of the visit at the stand, or says why not.</summary>
public static class StaffCommandRules
{
    /// <summary>What a command comes to; the event is null unless the result is <see cref="CommandResult.Done"/> and a visit is concerned.</summary>
    public static (CommandResult Result, VisitEvent? Event) Judge(StaffCommand command, Visit? visit)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!StaffId.IsGood(command.Staff) || (command.Action == StaffAction.SetMethod && command.Method is null))
        {
            return (CommandResult.Incomplete, null);
        }

        if (command.Action == StaffAction.SetMethod)
        {
            return (CommandResult.Done, null);
        }

        if (command.Action == StaffAction.TestLamps)
        {
            return (visit is null ? CommandResult.Done : CommandResult.NotNow, null);
        }

        if (visit is null || !VisitRules.IsOpen(visit))
        {
            return (CommandResult.NotNow, null);
        }

        if (command.VisitId is { } id && id != visit.Id)
        {
            return (CommandResult.OtherVisit, null);
        }

        VisitEvent? happened = command.Action switch
        {
            StaffAction.PhotoMatches when VisitRules.WaitsForPhoto(visit) => new VisitEvent.PhotoCompared(Matches: true, command.Staff),
            StaffAction.PhotoDiffers when VisitRules.WaitsForPhoto(visit) => new VisitEvent.PhotoCompared(Matches: false, command.Staff),
            StaffAction.AllowLastTry when WaitsForLastTry(visit) => new VisitEvent.LastTryDecided(Allowed: true, command.Staff),
            StaffAction.RefuseLastTry when WaitsForLastTry(visit) => new VisitEvent.LastTryDecided(Allowed: false, command.Staff),
            StaffAction.Cancel => new VisitEvent.CancelledByStaff(command.Staff),
            StaffAction.PhotoMatches or StaffAction.PhotoDiffers or StaffAction.AllowLastTry or StaffAction.RefuseLastTry => null,
            _ => throw new UnreachableException($"No rule for {command.Action}."),
        };
        return happened is null ? (CommandResult.NotNow, null) : (CommandResult.Done, happened);
    }

    private static bool WaitsForLastTry(Visit visit) => visit is { State: VisitState.Staff, Reason: Reason.LastTry };
}
