using System.Diagnostics;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Metrics;
using Kiosk.Pi.Tickets;
using Kiosk.Pi.Watches;
using Kiosk.Records;
using Kiosk.Signals;
using Kiosk.Visits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Desk;

/// <summary>
/// The desk: one loop that hears everything, lets the rules answer, and carries out what follows. Lamps, sounds, audit, snapshot,
/// forgetting the PIN and letting the card go are derived from the visit before and after.
/// </summary>
internal sealed partial class DeskLoop(
    DeskInbox inbox, SnapshotFeed feed, DeskSettings settings, IPanel panel, VisitEffects effects, AuditWriter audit, VisitMeter meter, AuthorityWatch authorityWatch,
    FacilityCode facility, TimeProvider time, ILogger<DeskLoop> log) : BackgroundService
{
    private Pin pin = new();
    private readonly BrokenPinCheck brokenPinCheck = new();
    private readonly HeldTicket ticket = new();
    private VisitRules rules = new(settings.Deadlines);
    private Visit? visit;
    private VisitView? lastVisit;
    private bool isCardGone;
    private ITimer? deadline;
    private Action? answer;
    private StandHealth health = new(ReaderState.Absent, new AuthorityStatus(AuthorityState.Unreachable), ClockState.Unsynchronized, settings.Now.Method, facility);

    private DateTimeOffset Now => time.GetUtcNow();

    public override void Dispose()
    {
        deadline?.Dispose();
        pin.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Trouble is { } trouble)
        {
            log.LogWarning("{Trouble}", trouble);
        }

        panel.Set(settings.Now.Sound);
        Show();
        try
        {
            await foreach (var message in inbox.ReadAllAsync(stoppingToken))
            {
                Hear(message);
                EndWithoutKeypad();
                Show();
                // Whoever hears that it is done must find it done.
                answer?.Invoke();
                answer = null;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            pin.Clear();
            effects.Release();
        }
    }

    private void Hear(DeskMessage message)
    {
        switch (message)
        {
            case DeskMessage.CardLaid:
                Step(health.CardArrived(Guid.CreateVersion7(Now), settings.Now.Repeat), Now);
                break;
            case DeskMessage.Happened { VisitId: { } id, Event: VisitEvent.ResultKept kept } when id != visit?.Id:
                HearOfEarlierVisit(id, kept.OnDisk);
                break;
            case DeskMessage.Happened happened when happened.VisitId is null || happened.VisitId == visit?.Id:
                Step(brokenPinCheck.Complete(happened.Event, Now), Now);
                break;
            case DeskMessage.DeadlineCame came when came.Due == visit?.Deadline:
                // The timer counts real seconds; the clock may have been set back meanwhile.
                Step(new VisitEvent.DeadlinePassed(), Now > came.Due ? Now : came.Due);
                break;
            case DeskMessage.Pressed pressed when visit?.State == VisitState.Pin:
                Step(EventOf(pressed.Key), Now);
                break;
            case DeskMessage.Pressed or DeskMessage.DeadlineCame or DeskMessage.Happened:
                break;
            case DeskMessage.ReaderChanged reader:
                health = health with { Reader = reader.State, GivenUpCards = reader.GivenUpCards };
                log.LogInformation("Reader: {State}; cards given up so far: {GivenUp}.", reader.State, reader.GivenUpCards);
                break;
            case DeskMessage.SeveralCards several:
                health = health with { SeveralCards = several.Lie };
                log.LogInformation("Reader: {Cards}.", several.Lie ? "cards lie on more than one" : "no more than one card");
                break;
            case DeskMessage.PanelChanged panelChanged:
                health = health with { PanelTrouble = panelChanged.Trouble };
                log.LogWarning("Panel: {Trouble}", panelChanged.Trouble?.Words ?? "works again.");
                break;
            case DeskMessage.AuthorityChecked authority:
                LogAuthority(authority.Status);
                health = health with { Authority = authority.Status, AuthorityTriedNext = authority.Next };
                break;
            case DeskMessage.PartChecked part:
                health = part.In(health);
                break;
            case DeskMessage.PendingCounted pending:
                health = health with { Pending = pending.Counts };
                answer = pending.Answer.SetResult;
                break;
            case DeskMessage.TicketNoted noted:
                lastVisit = ticket.Note(noted, visit, lastVisit);
                answer = noted.Answer.SetResult;
                break;
            case DeskMessage.Asked asked:
                answer = asked.Answer.SetResult;
                break;
            case DeskMessage.SettingsOrdered ordered:
                var set = Apply(settings.Set(ordered.Order), ordered.Staff);
                answer = () => ordered.Answer.SetResult(set);
                break;
            case DeskMessage.Commanded commanded:
                var result = Command(commanded.Command);
                answer = () => commanded.Answer.SetResult(result);
                break;
            default:
                throw new UnreachableException($"Nobody hears {message}.");
        }
    }

    // Also when a visit comes to ask for the PIN while the keypad is away.
    private void EndWithoutKeypad()
    {
        if (visit?.State == VisitState.Pin && health.PanelTrouble is { IsKeypadAway: true })
        {
            Step(new VisitEvent.PanelLost(), Now);
        }
    }

    private CommandResult Command(StaffCommand command)
    {
        var (result, happened) = StaffCommandRules.Judge(command, visit);
        if (happened is not null)
        {
            Step(happened, Now);
        }
        else if (result == CommandResult.Done && command.Action == StaffAction.TestLamps)
        {
            panel.TestLamps();
            audit.Write(new AuditEvent(Now, AuditKind.LampsTested, Staff: command.Staff));
        }
        else if (result == CommandResult.Done && command.Method is { } method)
        {
            result = SetMethod(method, command.Staff);
        }

        return result;
    }

    private void HearOfEarlierVisit(Guid id, bool onDisk)
    {
        if (lastVisit?.Id == id)
        {
            lastVisit = lastVisit with { Kept = onDisk };
        }

        if (!onDisk)
        {
            audit.Write([new AuditEvent(Now, AuditKind.ResultNotKept, id)]);
            meter.CountNotKept();
        }
    }

    private void Step(VisitEvent happened, DateTimeOffset now)
    {
        var before = visit;
        // A visit keeps the waits that it began with.
        rules = before is null ? new VisitRules(settings.Deadlines) : rules;
        var step = rules.Next(before, happened, now);
        visit = step.Visit;
        // Of a visit that has left, nothing of the person is held any longer.
        lastVisit = ticket.LastViewOf(step.Ended) ?? lastVisit;
        isCardGone = step.Ended is { } ended ? Moments.IsCardGone(ended.Outcome, ended.Reason) : isCardGone;
        var concerned = step.Visit ?? step.Ended;

        brokenPinCheck.Follow(before, happened, step.Visit, now);
        LogStep(before, concerned, step.Visit is null);
        audit.Write([.. AuditRules.Derive(before, step, now)]);
        meter.Count(before, step);
        ListenToKeys(before);
        if (before is not null && VisitRules.IsOpen(before) && (visit is null || !VisitRules.IsOpen(visit)))
        {
            effects.Release();
            HintAtAuthority(concerned!);
        }

        AwaitDeadline(before?.Deadline, now);
        foreach (var effect in step.Effects)
        {
            effects.Begin(effect, concerned!, pin);
        }
    }

    // A deadline is counted from the step that set it: whoever counts it anew meets a clock that was set meanwhile.
    private void AwaitDeadline(DateTimeOffset? before, DateTimeOffset now)
    {
        if (visit?.Deadline == before)
        {
            return;
        }

        deadline?.Dispose();
        deadline = visit?.Deadline is { } due
            ? time.CreateTimer(_ => inbox.Post(new DeskMessage.DeadlineCame(due)), state: null, due - now, Timeout.InfiniteTimeSpan)
            : null;
    }

    private VisitEvent EventOf(PanelKey key) => key switch
    {
        PanelKey.Digit => new VisitEvent.DigitTyped(),
        PanelKey.Clear => new VisitEvent.PinCleared(),
        PanelKey.TakenBack => new VisitEvent.PinTakenBack(),
        PanelKey.Confirm when pin.Confirm() => new VisitEvent.PinConfirmed(),
        PanelKey.Confirm => new VisitEvent.PinIncomplete(),
    };

    private void ListenToKeys(Visit? before)
    {
        if (before is null && visit is not null)
        {
            // Each visit has its own: what still runs for the last one can neither read nor clear it.
            pin.Clear();
            pin = new Pin();
        }

        if (visit?.State == VisitState.Pin)
        {
            if (before?.State != VisitState.Pin)
            {
                pin.Clear();
                panel.Listen(pin);
            }

            return;
        }

        panel.Listen(null);
        if (visit?.State != VisitState.Verifying)
        {
            pin.Clear();
        }
    }

    private void Show()
    {
        // A stand that was out of order since does not ask for that card any more: its owner is at the reception by now.
        var isReady = health.State == StandState.Ready;
        isCardGone &= isReady;
        panel.Show(SignalTable.For(Moments.Of(visit, isReady, isCardGone)));
        feed.Publish(new Snapshot(health.View, ticket.ViewOf(visit), lastVisit, ticket.Noted));
    }

    private void LogStep(Visit? before, Visit? after, bool left)
    {
        if (after is not null && (before?.State != after.State || left))
        {
            log.LogInformation("Visit {Visit}: {Before} -> {After} {Outcome} {Reason}", after.Id, before?.State, left ? "left" : after.State, after.Outcome, after.Reason);
        }
    }

    // A visit hears from the authority sooner than the next regular look at it.
    private void HintAtAuthority(Visit ended)
    {
        if (ended.Outcome is Outcome.AuthorityRefused or Outcome.CouldNotAsk || (ended.Confirmation is not null && health.Authority.State != AuthorityState.Available))
        {
            authorityWatch.AskSoon();
        }
    }

    private void LogAuthority(AuthorityStatus status)
    {
        if ((status.State, status.HaltedSince) != (health.Authority.State, health.Authority.HaltedSince))
        {
            log.LogInformation("Authority: {State}{Halted}.", status.State, status.HaltedSince is null ? "" : ", so silent that a short look goes before every question");
        }
    }
}
