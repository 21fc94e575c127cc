using System.Runtime.InteropServices;
using Kiosk.Desk;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Screen.Views;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Kiosk.Screen;

/// <summary>The staff's screen on a terminal, in its own process.</summary>
public static class StaffScreen
{
    /// <summary>Closed by staff, by <c>stop</c>, or by SIGTERM.</summary>
    public const int Closed = 0;

    /// <summary>There is no terminal.</summary>
    public const int NoTerminal = 2;

    /// <summary>A defect ended the screen; the terminal was restored first.</summary>
    public const int Crashed = 70;

    /// <summary>Shows the desk until staff close the screen. Blocks; owns its thread, as Terminal.Gui wants it.</summary>
    /// <returns><see cref="Closed"/>, <see cref="NoTerminal"/> or <see cref="Crashed"/>.</returns>
    public static int Run(IDesk desk, ScreenOptions options, TimeProvider time, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var words = new Words(options.Language);
        if (!Driver.IsAttachedToTerminal(out _, out _))
        {
            Console.Error.WriteLine(words[Word.NoTerminal]);
            return NoTerminal;
        }

        Exception? defect = null;
        var thread = new Thread(() => defect = Show(desk, options, time, stop)) { Name = "screen" };
        thread.Start();
        thread.Join();
        if (defect is null)
        {
            return Closed;
        }

        // The message of an exception may hold what was on the screen: only where it happened is told.
        Console.Error.WriteLine($"{words[Word.Crashed]}{Environment.NewLine}{defect.GetType().FullName}{Environment.NewLine}{defect.StackTrace}");
        return Crashed;
    }

    private static Exception? Show(IDesk desk, ScreenOptions options, TimeProvider time, CancellationToken stop)
    {
        try
        {
            if (options.AsciiBorders)
            {
                AsciiGlyphs.Use();
            }

            Tones.ArePlain = options.IsPlain;
            using var app = Application.Create();
            app.Init();
            using var closing = CancellationTokenSource.CreateLinkedTokenSource(stop);
            try
            {
                ShowOn(app, desk, options, time, closing);
            }
            finally
            {
                closing.Cancel();
            }

            return null;
        }
        catch (Exception defect)
        {
            return defect;
        }
    }

    private static void ShowOn(IApplication app, IDesk desk, ScreenOptions options, TimeProvider time, CancellationTokenSource closing)
    {
        app.Driver!.Force16Colors = true;
        StillCursor.Use(app);
        using var model = new ScreenModel(desk, options, time, Post, closing.Token);
        using var window = new MainWindow(model);
        app.Keyboard.KeyDown += window.TakeKey;

        // Terminal.Gui handles no signals. SIGHUP keeps its default: a hung-up terminal must end the process, or its reader spins.
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Leave);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Leave);
        using var stopped = closing.Token.Register(() => Post(window.Leave));
        _ = new DeskWatch(desk, time, Post, model.Take).RunAsync(closing.Token);
        app.Run(window);

        void Leave(PosixSignalContext signal)
        {
            signal.Cancel = true;
            Post(window.Leave);
        }

        void Post(Action action)
        {
            try
            {
                app.Invoke(action);
            }
            catch (NotInitializedException)
            {
                // The screen is gone: nobody is there to see it.
            }
        }
    }
}
