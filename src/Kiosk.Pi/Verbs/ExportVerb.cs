using System.CommandLine;
using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Exports;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Exporting;
using Kiosk.Records;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk export</c>: a kept result, or a day's list, for other programs, in their form. The desk makes and audits it, and asks why.</summary>
internal static class ExportVerb
{
    private const string Csv = "csv";

    private static readonly Option<Guid?> Visit = new("--visit") { Description = "One visit, by its id" };
    private static readonly Option<string> Day = new("--day") { Description = "All visits of a day in Japan, such as 2026-11-28, as a list (--format csv)" };
    private static readonly Option<bool> Ticket = new("--ticket") { Description = "The same as --format ticket" };
    private static readonly Option<string> Reason = Of("--reason", "Why; it is audited", ExportWords.AllReasons, isRequired: true);
    private static readonly Option<string> Note = new("--note") { Description = $"What more there is to say of the reason, in at most {ExportPurpose.LongestNote} characters and without names or numbers of people" };
    private static readonly Option<string> Encoding = Of("--encoding", "Of text, XML and CSV; what it lacks becomes ●; Export:Encoding by default", ExportWords.AllEncodings);
    private static readonly Option<string> Output = new("--output", "-o") { Description = "A folder to write the file to, under its official name, whole or not at all; otherwise it is written here" };

    private static readonly Option<string> Format = Of("--format", "text: what the official app puts on the clipboard; ticket: the checkup ticket (受診券) and whether it fits; xml: the official message (OQSsiquc01res); fhir: an HL7 FHIR R4 bundle after JP Core; csv: the list of a day for the checkup system", [.. ExportWords.AllFormats, Csv]);

    /// <summary>All of them.</summary>
    public static Option[] Options { get; } = [Visit, Day, Format, Ticket, Encoding, Reason, Note, Output];

    public static async Task<int> InvokeAsync(KioskOptions options, ParseResult told, string? staff, CancellationToken stop)
    {
        var format = told.GetValue(Ticket) ? ExportWords.Of(ExportFormat.Ticket) : told.GetValue(Format) ?? (told.GetValue(Day) is null ? ExportWords.Of(ExportFormat.Text) : Csv);
        if (told.GetValue(Visit) is null == told.GetValue(Day) is null || format == Csv == told.GetValue(Day) is null)
        {
            await Console.Error.WriteLineAsync("kiosk: either --visit with one of the other formats, or --day with --format csv.");
            return ExitCode.Usage;
        }

        using var desk = new HttpDeskClient(options.Desk.Socket, TimeProvider.System);
        try
        {
            if (await SignInPrompt.PassAsync(desk, ScreenVerb.StaffId(options, staff), stop) is { } refused)
            {
                return refused;
            }

            var (file, why, isWrong) = await desk.ExportAsync(PathOf(told, format, options.Export.Encoding, ScreenVerb.StaffId(options, staff)), stop);
            if (file is not null)
            {
                return await WriteAsync(file, told.GetValue(Output), stop);
            }

            await Console.Error.WriteLineAsync($"kiosk: {why}");
            return isWrong ? ExitCode.Usage : ExitCode.Nothing;
        }
        catch (DeskRefusedException)
        {
            await Console.Error.WriteLineAsync($"kiosk: {ScreenVerb.StaffId(options, staff)} may not take this out of the stand: a day's list needs the role administrator.");
            return ExitCode.Refused;
        }
        catch (DeskUnreachableException)
        {
            await Console.Error.WriteLineAsync($"kiosk: No desk answers at Desk:Socket '{options.Desk.Socket}'. Is 'kiosk run' running, and may this user use its socket?");
            return ExitCode.Unavailable;
        }
        finally
        {
            await SignInPrompt.LeaveAsync(desk);
        }
    }

    private static string PathOf(ParseResult told, string format, string encoding, string staff)
    {
        var query = new (string Key, string? Value)[]
        {
            ("day", told.GetValue(Day)), ("format", format), ("encoding", told.GetValue(Encoding) ?? encoding), ("staff", staff), ("reason", told.GetValue(Reason)), ("note", told.GetValue(Note)),
        };
        var path = told.GetValue(Visit) is { } visit ? $"results/{visit}/export" : "results/export";
        return $"{path}?{string.Join('&', query.Where(part => part.Value is not null).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}"))}";
    }

    private static async Task<int> WriteAsync(ExportFile file, string? folder, CancellationToken stop)
    {
        if (folder is null)
        {
            // The bytes as they are: the console would write its own encoding.
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(file.Content, stop);
            return ExitCode.Done;
        }

        if (new ExportFolder(folder).Write(file) is { } trouble)
        {
            await Console.Error.WriteLineAsync($"kiosk: --output '{folder}' {ExportTroubles.Of(trouble)}");
            return ExitCode.CannotWrite;
        }

        await Console.Out.WriteLineAsync(Path.Combine(folder, file.Name));
        return ExitCode.Done;
    }

    private static Option<string> Of(string name, string description, string[] words, bool isRequired = false)
    {
        var option = new Option<string>(name) { Description = description, Required = isRequired };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
