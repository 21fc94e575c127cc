using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk export</c>: a kept result in the words of the official app, for programs beside the receipt computer. The desk audits it.</summary>
internal static class ExportVerb
{
    public static async Task<int> InvokeAsync(KioskOptions options, Guid visit, string? staff, CancellationToken stop)
    {
        using var desk = new HttpDeskClient(options.Desk.Socket, TimeProvider.System);
        try
        {
            if (await desk.TextAsync(visit, ScreenVerb.StaffId(options, staff), stop) is { } text)
            {
                await Console.Out.WriteAsync(text);
                return ExitCode.Done;
            }

            await Console.Error.WriteLineAsync("kiosk: There is no such result, or it has no text: only a valid qualification has one.");
            return ExitCode.Nothing;
        }
        catch (DeskUnreachableException)
        {
            await Console.Error.WriteLineAsync($"kiosk: No desk answers at Desk:Socket '{options.Desk.Socket}'. Is 'kiosk run' running, and may this user use its socket?");
            return ExitCode.Unavailable;
        }
    }
}
