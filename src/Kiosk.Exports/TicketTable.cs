using System.Globalization;
using System.Text;
using Kiosk.Records;
using Kiosk.Tickets;

namespace Kiosk.Exports;

/// <summary>A visit's ticket and whether it fits, as lines of label, TAB, value, ending in CRLF: the form of <see cref="AppText"/>, which has no place for it.</summary>
public static class TicketTable
{
    /// <summary>The table; null where no ticket was noted.</summary>
    public static string? Write(KeptResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result is { Ticket: { } ticket, Match: { } match } ? Write(ticket, match) : null;
    }

    private static string Write(CheckupTicket ticket, TicketMatch match)
    {
        (string Label, string? Value)[] lines =
        [
            ("整理番号", ticket.Number?.Value ?? "番号なし"),
            ("年度", ticket.Number?.FiscalYear.ToString(CultureInfo.InvariantCulture)),
            ("種別", ticket.Number is { } number ? TicketWords.Kind(number) : null),
            ("保険者番号", ticket.Insurer.Value),
            ("有効期限", ticket.ExpiresOn.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)),
            ("窓口負担", ticket.SelfPay),
            ("照合結果", TicketWords.Of(match.Standing)),
            ("保険者の照合", TicketWords.Of(match.Insurance)),
            ("期限の照合", TicketWords.Of(match.Expiry)),
            ("年齢の照合", TicketWords.Of(match.Age)),
        ];
        var text = new StringBuilder("受診券\r\n");
        foreach (var (label, value) in lines)
        {
            AppText.Line(text, label, value);
        }

        return text.ToString();
    }
}
