using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Screen.Views;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;

namespace Kiosk.Screen.Tests.Rig;

/// <summary>The whole screen on Terminal.Gui's own driver, without a terminal.</summary>
internal sealed class ScreenRig : IDisposable
{
    public const string Staff = "uketsuke1";

    private readonly CancellationTokenSource stop = new();
    private readonly IApplication app;

    public ScreenRig(int width = 80, int height = 24, string language = "ja", bool ascii = false, Func<string?>? whyNoDesk = null)
    {
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        app = Application.Create(new VirtualTimeProvider());
        app.Init(DriverRegistry.Names.ANSI);
        app.Driver!.SetScreenSize(width, height);
        app.Driver.Force16Colors = true;
        Model = new ScreenModel(Desk, new ScreenOptions(language, Staff, ascii) { SignInAs = Staff, WhyNoDesk = whyNoDesk ?? (() => null) }, Time, action => action(), stop.Token);
        Window = new MainWindow(Model);
        app.Keyboard.KeyDown += Window.TakeKey;
        app.Begin(Window);
    }

    public FakeDesk Desk { get; } = new();

    /// <summary>14:05 in Japan on the 24th of November 2026.</summary>
    public DeskClock Time { get; } = new(Samples.Now);

    public ScreenModel Model { get; }

    public MainWindow Window { get; }

    public IApplication App => app;

    /// <summary>The screen as text.</summary>
    public string Text
    {
        get
        {
            app.LayoutAndDraw();
            return app.Driver!.ToString()!;
        }
    }

    public string[] Rows => Text.Split('\n').Select(r => r.TrimEnd('\r')).ToArray();

    /// <summary>The screen with its colours.</summary>
    public string Ansi
    {
        get
        {
            app.LayoutAndDraw();
            return app.Driver!.ToAnsi();
        }
    }

    public ScreenRig Show(Snapshot? snapshot)
    {
        Model.Take(snapshot);
        return this;
    }

    public ScreenRig Show(VisitView? visit, VisitView? last = null) => Show(Samples.Idle with { Visit = visit, LastVisit = last });

    /// <summary>A finished visit with its result in the desk's vault.</summary>
    public ScreenRig Finish(KeptResult result)
    {
        Desk.Results.Add(result);
        return Show(Samples.Finished(result));
    }

    public ScreenRig Press(params Key[] keys)
    {
        foreach (var key in keys)
        {
            app.InjectKey(key);
        }

        return this;
    }

    /// <summary>Lets an answer come in that the test held back: on the test's own thread, before this returns.</summary>
    public static void LetGo(TaskCompletionSource held)
    {
        // Keys that were pressed since have set Terminal.Gui's own again.
        SynchronizationContext.SetSynchronizationContext(null);
        held.SetResult();
    }

    /// <summary>Clicks on the first place where the text stands.</summary>
    public ScreenRig Click(string text)
    {
        app.InjectSequence(InputInjectionExtensions.LeftButtonClick(PlaceOf(text)));
        return this;
    }

    public ScreenRig DoubleClick(string text)
    {
        app.InjectSequence(InputInjectionExtensions.LeftButtonDoubleClick(PlaceOf(text)));
        return this;
    }

    /// <summary>Turns the wheel over the first place where the text stands.</summary>
    public ScreenRig Wheel(MouseFlags which, string text)
    {
        app.InjectMouse(new Mouse { Flags = which, ScreenPosition = PlaceOf(text) });
        return this;
    }

    public ScreenRig Resize(int width, int height)
    {
        app.Driver!.SetScreenSize(width, height);
        return this;
    }

    public ScreenRig Wait(TimeSpan time)
    {
        Time.Advance(time);
        return this;
    }

    private System.Drawing.Point PlaceOf(string text)
    {
        var rows = Rows;
        var y = Array.FindIndex(rows, r => r.Contains(text, StringComparison.Ordinal));
        return new(Cells.Width(rows[y][..rows[y].IndexOf(text, StringComparison.Ordinal)]) + 1, y);
    }

    public void Dispose()
    {
        stop.Cancel();
        Window.Leave();
        Window.Dispose();
        Model.Dispose();
        app.Dispose();
        stop.Dispose();
    }
}
