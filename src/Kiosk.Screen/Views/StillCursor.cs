using Terminal.Gui.App;

namespace Kiosk.Screen.Views;

/// <summary>
/// Lets a cursor be that is as it should be. Terminal.Gui 2.5.0 never forgets that it once had to set it, and writes it anew 25 times a second:
/// an idle screen kept every ssh connection busy.
/// </summary>
internal static class StillCursor
{
    public static void Use(IApplication app) => app.Iteration += (_, _) => Rest(app);

    /// <summary>Has the cursor set only if it is not as the view in focus wants it.</summary>
    public static void Rest(IApplication app)
    {
        if (app.Driver is { } driver && driver.GetCursorNeedsUpdate())
        {
            var now = driver.GetCursor();
            driver.SetCursorNeedsUpdate(app.TopRunnableView?.MostFocused is { Cursor: { IsVisible: true } wanted } ? wanted != now : now.IsVisible);
        }
    }
}
