using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.SignIn;

/// <summary>Whether somebody is signed in at this screen.</summary>
internal enum SignInStage
{
    /// <summary>The stand has no accounts, or it is not known yet.</summary>
    NotNeeded,

    /// <summary>Nobody is.</summary>
    Out,

    /// <summary>Somebody is.</summary>
    In,

    /// <summary>Somebody is, but the screen is locked.</summary>
    Locked,
}

/// <summary>
/// Who sits at this screen. While nobody is signed in, or the screen is locked, it shows the stand and no visitor; that the desk answers nothing then either is the desk's doing.
/// </summary>
internal sealed class SignInSlot(ScreenModel model, IDesk desk, DeskCalls calls, TimeProvider time, Action<Action> post, CancellationToken stop)
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromSeconds(30);

    private readonly SignInForms forms = new(model);
    private int line;
    private long touchedAt;

    public SignInStage Stage { get; private set; }

    /// <summary>Who is signed in, or was before the screen was locked.</summary>
    public SignInView? Who { get; private set; }

    /// <summary>How many others are signed in.</summary>
    public int Others { get; private set; }

    /// <summary>All who are signed in, as they were when that was asked.</summary>
    public IReadOnlyList<SignInView> All { get; private set; } = [];

    /// <summary>No visitor may be seen.</summary>
    public bool IsCovered => Stage is SignInStage.Out or SignInStage.Locked;

    /// <summary>Whether it makes sense to ask the desk for something; the desk decides.</summary>
    public bool May(StaffRight right) => Stage == SignInStage.NotNeeded || (Stage == SignInStage.In && Rights.Has(Who!.Roles, right));

    /// <summary>Follows the desk: a stand that has its first account wants a sign-in from then on.</summary>
    public void Follow(Snapshot? snapshot)
    {
        if (snapshot is null)
        {
            if (Stage is SignInStage.In or SignInStage.Locked)
            {
                Cover(SignInStage.Out, Word.SignInDeskGone);
            }
        }
        else if (!snapshot.Stand.IsSignInNeeded)
        {
            Stage = SignInStage.NotNeeded;
            forms.Close();
        }
        else if (Stage == SignInStage.NotNeeded)
        {
            Cover(SignInStage.Out, Word.SignInAbout);
        }
    }

    /// <summary>Locks at once, by a key.</summary>
    public void Lock()
    {
        if (Stage == SignInStage.NotNeeded)
        {
            model.Staff.Tell(words => words[Word.SignInUnused]);
        }
        else if (Stage == SignInStage.In)
        {
            Cover(SignInStage.Locked, Word.SignInLocked);
            calls.Start(Done(desk.LockAsync), _ => { }, () => { });
        }
    }

    /// <summary>Signs out; whoever comes next signs in.</summary>
    public void SignOut()
    {
        if (Stage == SignInStage.In)
        {
            calls.Start(Done(desk.SignOutAsync), _ => { }, () => { });
            Who = null;
            Cover(SignInStage.Out, Word.SignInOut);
        }
    }

    /// <summary>Asks who is signed in.</summary>
    public void AskWho()
    {
        if (Stage == SignInStage.NotNeeded)
        {
            model.Staff.Tell(words => words[Word.SignInUnused]);
            return;
        }

        All = [];
        calls.Start(desk.SignInsAsync, Took, () => { });
        model.Staff.Ask(QuestionKind.SignIns);

        void Took(IReadOnlyList<SignInView> all)
        {
            All = all;
            model.Redraw();
        }
    }

    /// <summary>Asks for another passphrase.</summary>
    public void ChangePassphrase()
    {
        if (Stage == SignInStage.In)
        {
            model.Form.Show(PassphraseForm.Of(Send));
        }
    }

    /// <summary>A key was pressed: the desk hears of it now and then, and locks when it hears nothing.</summary>
    public void Touch()
    {
        if (Stage == SignInStage.In && time.GetElapsedTime(touchedAt) >= TouchEvery)
        {
            touchedAt = time.GetTimestamp();
            calls.Start(Done(desk.TouchAsync), _ => { }, () => { });
        }
    }

    /// <summary>The desk refused a call: a right is missing, or nobody is signed in any more.</summary>
    public void Refused(DeskRefusedException refused)
    {
        if (!refused.IsRightMissing)
        {
            if (Stage is SignInStage.NotNeeded or SignInStage.In)
            {
                Cover(SignInStage.Out, Word.SignInAbout);
            }
        }
        else if (model.Form.Open is { } form)
        {
            form.Keep(words => words[Word.RightMissing]);
            model.Redraw();
        }
        else
        {
            model.Staff.Tell(words => words[Word.RightMissing]);
        }
    }

    private void Cover(SignInStage stage, Word why)
    {
        Stage = stage;
        Others = 0;
        model.Cover();
        model.Form.Hide();
        forms.Ask(why, Who?.Staff ?? model.Options.SignInAs ?? "", Send);
    }

    private void Send(Form form, SignInRequest request) => calls.Start(
        stopping => desk.SignInAsync(request, stopping),
        answer =>
        {
            request.Passphrase.Dispose();
            if (answer is { Result: SignInResult.Done, SignIn: { } who })
            {
                Entered(who);
            }
            else
            {
                forms.Refused(form, request, answer, Send);
            }
        },
        () => forms.Keep(form, words => words[Word.CallFailed]));

    private void Send(Form form, PassphraseChange change) => calls.Start(
        stopping => desk.ChangePassphraseAsync(change, stopping),
        answer =>
        {
            change.Present.Dispose();
            change.Wanted.Dispose();
            if (answer.Result == SignInResult.Done)
            {
                model.Form.Finish(form);
                model.Staff.Tell(words => words[Word.PassphraseSaved]);
            }
            else
            {
                forms.Keep(form, words => answer.Result == SignInResult.Refused ? words[Word.PassphraseWrong] : SignInForms.Why(answer, words));
            }
        },
        () => forms.Keep(form, words => words[Word.CallFailed]));

    private void Entered(SignInView who)
    {
        var isSame = Who?.Staff == who.Staff;
        Stage = SignInStage.In;
        Who = who;
        touchedAt = time.GetTimestamp();
        forms.Close();
        model.Form.Restore(isSame);
        _ = FollowAsync(++line);
        model.Uncover();
    }

    private async Task FollowAsync(int mine)
    {
        try
        {
            await foreach (var news in desk.FollowSignInAsync(stop).WithCancellation(stop).ConfigureAwait(false))
            {
                post(() => Heard(mine, news));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or DeskUnreachableException)
        {
            // Told below, if anybody is there to be told.
        }

        if (!stop.IsCancellationRequested)
        {
            post(() => Heard(mine, news: null));
        }
    }

    private void Heard(int mine, SignInNews? news)
    {
        // Of a line that another sign-in has followed since.
        if (mine != line || Stage is SignInStage.Out or SignInStage.NotNeeded)
        {
            return;
        }

        if (news is null || news.IsOver)
        {
            Cover(SignInStage.Out, SignInForms.WordOf(news?.Why));
        }
        else if (news.IsLocked)
        {
            if (Stage == SignInStage.In)
            {
                Cover(SignInStage.Locked, news.Why == SignInEnd.Idle ? Word.SignInIdle : Word.SignInLocked);
            }
        }
        else
        {
            Others = news.SignIns - 1;
            model.Redraw();
        }
    }

    private static Func<CancellationToken, Task<bool>> Done(Func<CancellationToken, Task> call) => async stopping =>
    {
        await call(stopping).ConfigureAwait(false);
        return true;
    };
}
