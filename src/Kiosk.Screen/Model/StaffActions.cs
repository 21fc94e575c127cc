using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Pending;
using Kiosk.Screen.Searching;
using Kiosk.Screen.Texts;
using Kiosk.Visits;

namespace Kiosk.Screen.Model;

/// <summary>What staff do by keys, and the one question that is open.</summary>
internal sealed class StaffActions(ScreenModel model, IDesk desk, DeskCalls calls)
{
    private QuestionKind? opened;
    private Guid? settling;
    private (Guid Id, Reason? Reason)? answered;
    private Func<Words, string>? notice;

    /// <summary>Staff want to leave the screen.</summary>
    public event EventHandler? Quit;

    /// <summary>What became of the last command, for a line on the screen.</summary>
    public string? Notice => notice?.Invoke(model.Words);

    /// <summary>The question on top: what staff opened, else the decision that the visit waits for.</summary>
    public Question? Question => (opened ?? (model.SignIn.IsCovered ? null : Pending)) is { } kind ? WithNotice(Questions.Of(kind, model)) : null;

    /// <summary>Staff choose what of the search they want to see.</summary>
    public bool IsChoosing => opened is QuestionKind.SearchDays or QuestionKind.SearchOutcomes or QuestionKind.SearchOtherOutcomes;

    private QuestionKind? Pending => model.Now?.Visit is { State: VisitPhase.Staff } visit && answered != (visit.Id, visit.Reason) ? visit.Reason switch
    {
        Reason.PhotoCheck or Reason.PinUnusable => QuestionKind.Photo,
        Reason.LastTry => QuestionKind.LastTry,
        _ => null,
    } : null;

    /// <summary>A new state of the visit closes what no longer fits; a decision that comes up is not hidden behind anything.</summary>
    public void Follow(Snapshot? before, Snapshot? now)
    {
        if (now is null)
        {
            opened = opened is QuestionKind.Quit or QuestionKind.Help or QuestionKind.Contact ? opened : null;
        }

        if (now?.Visit is not { } visit)
        {
            answered = null;
        }
        else if (visit.State == VisitPhase.Staff && before?.Visit?.State != VisitPhase.Staff)
        {
            opened = null;
            model.Opened.Clear();
        }

        if (before?.Visit?.Id != now?.Visit?.Id || before?.Visit?.State != now?.Visit?.State)
        {
            notice = null;
            opened = opened == QuestionKind.Cancel && !CanCancel ? null : opened;
        }
    }

    public void Ask(QuestionKind kind)
    {
        if (kind == QuestionKind.Method && !May(StaffRight.ChangeSettings))
        {
            return;
        }

        if (kind != QuestionKind.Cancel || CanCancel)
        {
            // What became of something before is no part of it.
            notice = null;
            opened = kind;
            model.Redraw();
        }
    }

    /// <summary>Closes what staff opened: question first, then record. True when there was something.</summary>
    public bool Back()
    {
        var some = opened is not null || model.Opened.State != RecordState.Nothing || model.Pending.IsOpen || model.Health.IsOpen || model.Search.IsOpen;
        if (opened is not null)
        {
            opened = null;
            model.Pending.HideCheck();
        }
        else if (model.Opened.State != RecordState.Nothing)
        {
            model.Opened.Clear();
        }
        else if (model.Health.IsOpen)
        {
            model.Health.Close();
        }
        else if (model.Search is { IsOpen: true } search && search.Filter != SearchFilter.None)
        {
            search.Set(SearchFilter.None);
        }
        else if (!model.Search.Close())
        {
            model.Pending.Close();
        }

        model.Redraw();
        return some;
    }

    /// <summary>Puts away what is open, for a screen that is locked.</summary>
    public void PutAway()
    {
        opened = null;
        notice = null;
    }

    /// <summary>The record of the visit at the stand, or of the last one; when it is there already, all of it.</summary>
    public void ShowRecord()
    {
        if (model.AtStand.Result is { } result)
        {
            Open(result);
        }
        else if (model.Now?.Visit is null or { Outcome: not null } && (model.Now?.Visit ?? model.Now?.LastVisit) is { } last)
        {
            model.AtStand.Load(last.Id);
            model.Redraw();
        }
    }

    public void HideRecords()
    {
        model.Numbers.Drop();
        model.AtStand.Hide();
        model.Opened.Clear();
        model.Pending.HideCheck();
        model.Search.Close();
        model.Redraw();
    }

    /// <summary>Opens a visit of the list; the desk audits the look.</summary>
    public void OpenFromList(Guid visitId)
    {
        model.Opened.Load(visitId);
        model.Redraw();
    }

    /// <summary>Says what became of something that staff did.</summary>
    public void Tell(Func<Words, string> told)
    {
        notice = told;
        model.Redraw();
    }

    public void Decide(StaffAction action)
    {
        var visit = model.Now?.Visit;
        answered = visit is null ? null : (visit.Id, visit.Reason);
        Send(new StaffCommand(action, model.Options.Staff, visit?.Id));
    }

    public void CancelVisit() => Send(new StaffCommand(StaffAction.Cancel, model.Options.Staff, model.Now?.Visit?.Id));

    public void SetMethod(IdentityMethod method) => Send(new StaffCommand(StaffAction.SetMethod, model.Options.Staff, Method: method));

    public void TestLamps() => Send(new StaffCommand(StaffAction.TestLamps, model.Options.Staff));

    /// <summary>Opens how the stand is; a record is not left below it.</summary>
    public void ShowHealth()
    {
        notice = null;
        model.Opened.Clear();
        model.Search.Close();
        model.Health.Open();
    }

    /// <summary>Opens the list of what waits for staff.</summary>
    public void ShowPending()
    {
        model.Health.Close();
        notice = null;
        model.Search.Close();
        model.Pending.Open();
    }

    /// <summary>Opens the search of all kept results.</summary>
    public void ShowSearch()
    {
        model.Health.Close();
        notice = null;
        model.Pending.Close();
        if (May(StaffRight.SeeRecords))
        {
            model.Search.Open();
        }
    }

    /// <summary>Asks where a support bundle is to lie.</summary>
    public void AskBundle()
    {
        if (May(StaffRight.TakeBundle))
        {
            model.Health.AskBundle();
        }
    }

    /// <summary>Asks what is to be done with the chosen row of that list.</summary>
    public void OpenPending()
    {
        if (!model.Pending.IsLoaded)
        {
            return;
        }

        if (model.Pending.Line is { } line)
        {
            model.Pending.Look(line.Id);
            Ask(QuestionKind.Check);
        }
        else
        {
            settling = model.Pending.Visit?.VisitId;
            Ask(QuestionKind.Settle);
        }
    }

    /// <summary>Closes what was asked about a visit that the list has no longer: its keys must not mean another row.</summary>
    public void FollowPending() => opened = opened == QuestionKind.Settle && settling != model.Pending.Visit?.VisitId ? null : opened;

    /// <summary>Closes what was asked about a search that is closed.</summary>
    public void FollowSearch() => opened = IsChoosing && !model.Search.IsOpen ? null : opened;

    public void SeeContradiction(Guid checkId)
    {
        opened = null;
        model.Pending.HideCheck();
        Tell(words => words[Word.Sending]);
        calls.Start(stop => desk.SeeAsync(checkId, model.Options.Staff, stop), result => Seen(PaperWords.Of(result) ?? Word.Done), () => Seen(Word.CallFailed));

        void Seen(Word what)
        {
            Tell(words => words[what]);
            model.Pending.Refresh();
        }
    }

    public void RaiseQuit() => Quit?.Invoke(this, EventArgs.Empty);

    // A question may cover the line where the notice stands.
    private Question WithNotice(Question question) => Notice is { } told ? question with { Body = [told, .. question.Body] } : question;

    // Told before anything is typed or chosen in vain; the desk decides all the same.
    private bool May(StaffRight right)
    {
        var may = model.SignIn.May(right);
        if (!may)
        {
            Tell(words => words[Word.RightMissing]);
        }

        return may;
    }

    private bool CanCancel => model.Now?.Visit is { Outcome: null };

    private void Open(KeptResult result)
    {
        model.Opened.Show(result);
        model.Redraw();
    }

    private void Send(StaffCommand command)
    {
        opened = null;
        notice = words => words[Word.Sending];
        model.Redraw();
        calls.Start(stop => desk.SendAsync(command, stop), Told, () => Told(result: null));
    }

    private void Told(CommandResult? result)
    {
        notice = words => result is { } r ? words.Refusal(r) ?? words[Word.Done] : words[Word.CallFailed];
        // What was not done is asked again, as long as the visit waits for it.
        answered = result == CommandResult.Done ? answered : null;
        model.Redraw();
    }

    private void Told(CommandResult result) => Told((CommandResult?)result);
}
