using Kiosk.Desk;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Health;

/// <summary>How the stand is, opened over the screen, and what its self-test found.</summary>
internal sealed class HealthSlot(IHealthDesk desk, DeskCalls calls, FormSlot forms, ScreenOptions options, Action changed)
{
    public bool IsOpen { get; private set; }

    /// <summary>It could not be fetched.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The self-test is under way.</summary>
    public bool IsTesting { get; private set; }

    /// <summary>A support bundle is being made.</summary>
    public bool IsBundling { get; private set; }

    /// <summary>Where the support bundle lies; null: none was made.</summary>
    public string? Bundle { get; private set; }

    public HealthView? View { get; private set; }

    public SelfTestView? Test { get; private set; }

    public void Open()
    {
        IsOpen = true;
        (Test, Bundle) = (null, null);
        Refresh();
        changed();
    }

    public void Close()
    {
        IsOpen = false;
        (View, Test, Bundle) = (null, null, null);
    }

    /// <summary>Fetches it anew.</summary>
    public void Refresh() => calls.Start(desk.HealthAsync, Take, () => Take(view: null));

    /// <summary>Has every part looked at.</summary>
    public void RunTest()
    {
        if (IsTesting)
        {
            return;
        }

        (IsTesting, Test) = (true, null);
        calls.Start(desk.SelfTestAsync, Take, () => Take(test: null));
        changed();
    }

    /// <summary>Asks where a support bundle is to lie.</summary>
    public void AskBundle() => forms.Show(BundleForm.Of(Make));

    private void Make(Form form, string folder)
    {
        form.Keep(words => words[Word.BundleMaking]);
        if (!IsBundling)
        {
            IsBundling = true;
            calls.Start(stop => desk.BundleAsync(folder, options.Staff, stop), answer => Take(form, answer), () => Take(form, answer: null));
        }
    }

    private void Take(Form form, BundleAnswer? answer)
    {
        IsBundling = false;
        if (answer is { Result: BundleResult.Done })
        {
            Bundle = answer.Path;
            forms.Finish(form);
        }
        else
        {
            form.Keep(words => words[answer is null ? Word.CallFailed : answer.Result == BundleResult.NoFolder ? Word.BundleNoFolder : Word.BundleNotWritten]);
        }

        changed();
    }

    private void Take(HealthView? view)
    {
        (View, HasFailed) = (view ?? View, view is null);
        changed();
    }

    private void Take(SelfTestView? test)
    {
        (Test, IsTesting, HasFailed) = (test, false, test is null);
        Refresh();
        changed();
    }
}
