using System.CommandLine;
using Kiosk.Pi.Audit;
using Kiosk.Pi.Backups;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.FactoryReset;
using Kiosk.Pi.FirstBoot;
using Kiosk.Pi.Updates;

namespace Kiosk.Pi.Verbs;

/// <summary>The command line: verbs, options, help.</summary>
internal static partial class KioskCommand
{
    private static readonly Option<string> ConfigFile = new("--config", "-c")
    {
        Description = $"The configuration file; {KioskConfiguration.DefaultFile} by default",
        DefaultValueFactory = _ => KioskConfiguration.DefaultFile,
        Recursive = true,
    };

    private static readonly Option<string> Staff = new("--staff") { Description = "The staff id of who looks; the login name by default" };
    private static readonly Option<string> Head = new("--head") { Description = "An end that was noted before, which must be in the trail still", HelpName = "SEQ:MAC" };
    private static readonly Option<string> From = new("--from") { Description = "The first day, Japan time; from the beginning by default", HelpName = "YYYY-MM-DD" };
    private static readonly Option<string> To = new("--to") { Description = "The last day; today by default", HelpName = "YYYY-MM-DD" };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "csv, or jsonl: one JSON object a line", DefaultValueFactory = _ => "csv" }.AcceptOnlyFromAmong("csv", "jsonl");
    private static readonly Option<string> Activation = new("--activation") { Description = "The activation code; asked for, unseen, when it is left out" };
    private static readonly Option<string> EnrolFrom = new("--file") { Description = "A JSON file instead: activationCode, and if wanted facilityCode and deviceName" };
    private static readonly Option<bool> ForgetCode = new("--forget-code") { Description = "Take the code out of that file once the stand is enrolled" };
    private static readonly Option<bool> Seen = new("--seen") { Description = "Staff need not be told any longer: an administrator knows; audited" };
    private static readonly Option<string> Name = new("--name") { Description = "The stand's name at the authority; the host name by default" };

    // A desk that is told to end lets the card go and writes what is pending; then it must be gone.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    /// <summary>Parses and runs; returns the exit code.</summary>
    public static async Task<int> InvokeAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return await InvokeAsync(parsed);
        }

        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync($"kiosk: {error.Message}");
        }

        await Console.Error.WriteLineAsync("kiosk: try 'kiosk --help'.");
        return ExitCode.Usage;
    }

    private static async Task<int> InvokeAsync(ParseResult parsed)
    {
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = EndsWithin });
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Done;
        }
#pragma warning disable CA1031 // What nobody expected: told without its message, which could hold anything.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"kiosk: a defect of this program: {e.GetType().FullName}{Environment.NewLine}{e.StackTrace}");
            return ExitCode.Defect;
        }
    }

    private static RootCommand Root() => new($"""
        Kiosk.Pi: a reception stand for Japan's simplified online insurance-eligibility check (オンライン資格確認・資格確認限定型).

        Settings come from the configuration file, then the environment (KIOSK_Facility__Code=...), then the command line (--Facility:Code=...).

        {ExitCode.Help}
        """)
    {
        ConfigFile,
        Verb("run", "Run the desk: reader, panel, authority, vault, and the socket for staff screens", RunVerb.InvokeAsync),
        Verb("screen", "Show the staff screen of a running desk in this terminal", (told, parsed, stop) => ScreenVerb.InvokeAsync(told, parsed.GetValue(Staff), stop), Staff),
        Verb("enrol", "Make this stand's key and have the authority certify it", (told, parsed, stop) => parsed.GetValue(EnrolFrom) is { } file
            ? EnrolVerb.InvokeAsync(told, file, parsed.GetValue(ForgetCode), stop)
            : EnrolVerb.InvokeAsync(told, parsed.GetValue(Activation), parsed.GetValue(Name), stop), Activation, Name, EnrolFrom, ForgetCode),
        Verb("export", "Write a kept result, or a day's list, for other programs, in their form; audited, with the reason", (told, parsed, stop) => ExportVerb.InvokeAsync(told, parsed, parsed.GetValue(Staff), stop), [.. ExportVerb.Options, Staff]),
        FirstBootCommand.With(Verb("blink", "Tell by the lamp STOP what keeps this stand from beginning, until it is mended", (told, stop) => new BlinkVerb(told, RealPanel.Open, TimeProvider.System, Console.Error).RunAsync(stop))),
        Verb("update", "Put a signed update into the other slot of the SD card image; kept if the desk comes up with it, else the stand goes back by itself", UpdateCommand.InvokeAsync, UpdateCommand.File, UpdateCommand.From, UpdateCommand.Noted, UpdateCommand.Restart),
        Verb("wipe", "Make this stand as it came, if a file kiosk-wipe or the kernel's flag kiosk.wipe asks for it and somebody confirms it at the keypad", WipeCommand.InvokeAsync, WipeCommand.From, WipeCommand.Mark),
        Accounts(),
        Audit(),
        Vault(),
        SelfTest(),
        VaultCommands.Bundle(ConfigFile),
    };

    private static Command Audit()
    {
        var verify = Verb("verify", "Recalculate the audit trail's chain; say whether it is whole, and where it is not", (told, parsed, _) => Task.FromResult(AuditOf(told).Verify(parsed.GetValue(Head))), Head);
        var head = Verb("head", "Write where the audit trail ends, to be noted elsewhere", (told, _, _) => Task.FromResult(AuditOf(told).Head()));
        var export = Verb(
            "export", "Write the audit trail of some days; audited",
            (told, parsed, stop) =>
            {
                Func<TrailFormat, string?, string?, string, CancellationToken, Task<int>> export = parsed.GetValue(FromDesk) ? AuditOf(told).ExportFromDeskAsync : AuditOf(told).ExportAsync;
                return export(parsed.GetValue(Format) == "jsonl" ? TrailFormat.Jsonl : TrailFormat.Csv, parsed.GetValue(From), parsed.GetValue(To), ScreenVerb.StaffId(told, parsed.GetValue(Staff)), stop);
            },
            Format, From, To, Staff, FromDesk);
        return new Command("audit", "Verify and export the audit trail; as the stand's user, whether or not the desk runs") { verify, head, export };
    }

    private static AuditVerb AuditOf(KioskOptions told) => new(told, TimeProvider.System, Console.Out, Console.Error);

    private static Command Vault()
    {
        var rekey = Verb("rekey", "Give the vault a new key and seal everything anew; the desk must not run meanwhile", (told, parsed, _) => VaultOf(told).RekeyAsync(ScreenVerb.StaffId(told, parsed.GetValue(Staff))), Staff);
        var aside = Verb(
            "aside", "Say which vaults were set aside because they could not be opened, and why", (told, parsed, stop) => VaultOf(told).AsideAsync(parsed.GetValue(Seen), ScreenVerb.StaffId(told, parsed.GetValue(Staff)), stop), Seen, Staff);
        var vault = new Command("vault", "Back the vault up and restore it; look after its key and what was set aside; as the stand's user") { rekey, aside };
        foreach (var verb in VaultCommands.All(ConfigFile))
        {
            vault.Subcommands.Add(verb);
        }

        return vault;
    }

    private static VaultVerb VaultOf(KioskOptions told) => new(told, TimeProvider.System, Console.Out, Console.Error);

    private static Command SelfTest()
    {
        var all = Verb("selftest", "Look at configuration, identity, cards' CAs, vault, panel, reader and authority, and say what to mend", SelfTestVerb.InvokeAsync);
        all.Subcommands.Add(Verb("panel", "Walk through lamps, buzzer, voice and keys, asking whether each works; the desk must not run meanwhile", PanelTestVerb.InvokeAsync));
        return all;
    }

    private static Command Verb(string name, string description, Func<KioskOptions, CancellationToken, Task<int>> run, params Option[] options) =>
        Verb(name, description, (told, _, stop) => run(told, stop), options);

    private static Command Verb(string name, string description, Func<KioskOptions, ParseResult, CancellationToken, Task<int>> run, params Option[] options)
    {
        var verb = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in options)
        {
            verb.Options.Add(option);
        }

        verb.SetAction(async (parsed, stop) =>
        {
            var (configuration, unread) = KioskConfiguration.Read(parsed.GetValue(ConfigFile)!, parsed.UnmatchedTokens);
            if (configuration is null)
            {
                await Console.Error.WriteLineAsync($"kiosk: {unread}");
                return parsed.UnmatchedTokens.Count > 0 ? ExitCode.Usage : ExitCode.Configuration;
            }

            var (options, unbound) = KioskConfiguration.Bind(configuration);
            if (options is null)
            {
                await Console.Error.WriteLineAsync($"kiosk: {unbound}");
                return ExitCode.Configuration;
            }

            return await run(options, parsed, stop);
        });
        return verb;
    }
}
