using Kiosk.Desk;
using Kiosk.Screen.Model;

namespace Kiosk.Screen.Health;

/// <summary>How the stand is, opened over the screen, and what its self-test found.</summary>
internal sealed class HealthSlot(IHealthDesk desk, DeskCalls calls, Action changed)
{
    public bool IsOpen { get; private set; }

    /// <summary>It could not be fetched.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The self-test is under way.</summary>
    public bool IsTesting { get; private set; }

    public HealthView? View { get; private set; }

    public SelfTestView? Test { get; private set; }

    public void Open()
    {
        IsOpen = true;
        Test = null;
        Refresh();
        changed();
    }

    public void Close()
    {
        IsOpen = false;
        View = null;
        Test = null;
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
