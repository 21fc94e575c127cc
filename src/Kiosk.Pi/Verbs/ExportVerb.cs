using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk export</c>: a kept result in the words of the official app, for programs beside the receipt computer, or the ticket that was noted for it. The desk audits it.</summary>
internal static class ExportVerb
{
    public static async Task<int> InvokeAsync(KioskOptions options, Guid visit, bool ticket, string? staff, CancellationToken stop)
    {
        using var desk = new HttpDeskClient(options.Desk.Socket, TimeProvider.System);
        try
        {
            var who = ScreenVerb.StaffId(options, staff);
            if (await (ticket ? desk.TicketTextAsync(visit, who, stop) : desk.TextAsync(visit, who, stop)) is { } text)
            {
                await Console.Out.WriteAsync(text);
                return ExitCode.Done;
            }

            await Console.Error.WriteLineAsync(ticket
                ? "kiosk: There is no such result, or no ticket was noted for it."
                : "kiosk: There is no such result, or it has no text: only a valid qualification has one.");
            return ExitCode.Nothing;
        }
        catch (DeskUnreachableException)
        {
            await Console.Error.WriteLineAsync($"kiosk: No desk answers at Desk:Socket '{options.Desk.Socket}'. Is 'kiosk run' running, and may this user use its socket?");
            return ExitCode.Unavailable;
        }
    }
}
