using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.FirstBoot;
using Kiosk.Screen;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk screen</c>: the staff screen, a process of its own that only draws what the desk says.</summary>
internal static class ScreenVerb
{
    public static async Task<int> InvokeAsync(KioskOptions options, string? staff, CancellationToken stop)
    {
        if (options.Screen.Language is not ("ja" or "en"))
        {
            await Console.Error.WriteLineAsync($"kiosk: Screen:Language is '{options.Screen.Language}': it must be ja or en.");
            return ExitCode.Configuration;
        }

        using var desk = new HttpDeskClient(options.Desk.Socket, TimeProvider.System);
        var screen = new ScreenOptions(options.Screen.Language, StaffId(options, staff), options.Screen.AsciiBorders)
        {
            SignInAs = staff ?? options.Screen.Staff,
            IsPlain = IsPlain(Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM")),
            WhyNoDesk = () => BootStatus.Read(BootStatus.PathOf(options))?.Text,
        };
        return StaffScreen.Run(desk, screen, TimeProvider.System, stop) switch
        {
            StaffScreen.NoTerminal => ExitCode.Unavailable,
            var ended => ended,
        };
    }

    /// <summary>Whether a terminal is to get no colours (no-color.org), or has none: DEC's terminals, and those whose name in terminfo says so.</summary>
    public static bool IsPlain(string? noColor, string? terminal) => noColor is { Length: > 0 }
        || terminal is { } name && (name is "dumb" || name.StartsWith("vt", StringComparison.Ordinal) || name.EndsWith("-m", StringComparison.Ordinal) || name.EndsWith("-mono", StringComparison.Ordinal));

    /// <summary>Who sits at the screen: as told, as configured, or by the login name.</summary>
    public static string StaffId(KioskOptions options, string? told) => told ?? options.Screen.Staff ?? Environment.UserName;
}
