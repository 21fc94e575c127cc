using System.CommandLine;
using Kiosk.Pi.Bundles;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Verbs;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Backups;

/// <summary><c>kiosk vault backup</c>, <c>kiosk vault restore</c> and <c>kiosk bundle</c> on the command line: the verbs with a FILE.</summary>
internal static class VaultCommands
{
    private static readonly Option<string> PassphraseFile = new("--passphrase-file") { Description = "The passphrase is the first line of this file (mode 0600); asked for, unseen, when it is left out", HelpName = "FILE" };
    private static readonly Option<bool> Replace = new("--replace") { Description = "What is there already may go; restore moves it aside" };
    private static readonly Option<bool> Generate = new("--generate") { Description = "Suggest a passphrase" };
    private static readonly Option<string> Staff = new("--staff") { Description = "The staff id of who does it; the login name by default" };

    /// <summary>The two of <c>kiosk vault</c>.</summary>
    public static IEnumerable<Command> All(Option<string> config)
    {
        yield return Verb("backup", "Write the whole stand (vault with its key, identity, settings, configuration) into one file, encrypted to a passphrase; FILE may be a folder", config, BackupAsync, PassphraseFile, Replace, Staff, Generate);
        yield return Verb("restore", "Make this computer the stand of a backup; the desk must not run", config, RestoreAsync, PassphraseFile, Replace, Staff);
    }

    /// <summary><c>kiosk bundle</c>.</summary>
    public static Command Bundle(Option<string> config) => Verb("bundle", "Write what a supporter needs to know into one file (.tar.gz), which names no visitor", config, BundleAsync, Replace);

    private static Command Verb(string name, string description, Option<string> config, Func<ParseResult, string?, string, IReadOnlyList<string>, CancellationToken, Task<int>> run, params Option[] more)
    {
        var words = new Argument<string[]>("FILE") { Description = "The file", Arity = ArgumentArity.ZeroOrMore };
        var verb = new Command(name, description) { words };
        foreach (var option in more)
        {
            verb.Options.Add(option);
        }

        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction(async (parsed, stop) =>
        {
            // A setting such as --Vault:Folder=... is one of the words, too.
            var all = (parsed.GetValue(words) ?? []).Concat(parsed.UnmatchedTokens).Distinct(StringComparer.Ordinal).ToLookup(word => word.StartsWith("--", StringComparison.Ordinal));
            return all[false].Count() > 1
                ? Refuse(ExitCode.Usage, $"One FILE at a time, not {string.Join(' ', all[false])}.")
                : await run(parsed, all[false].SingleOrDefault(), parsed.GetValue(config)!, [.. all[true]], stop);
        });
        return verb;
    }

    private static async Task<int> BackupAsync(ParseResult parsed, string? file, string config, IReadOnlyList<string> settings, CancellationToken stop)
    {
        if (parsed.GetValue(Generate))
        {
            await Console.Out.WriteLineAsync(BackupPassphrase.Generate());
        }

        if (file is null)
        {
            return parsed.GetValue(Generate) ? ExitCode.Done : Refuse(ExitCode.Usage, "FILE is missing: the backup to write, or a folder for it.");
        }

        var (options, refused) = Read(config, settings);
        if (options is null)
        {
            return refused;
        }

        var (passphrase, problem) = PassphraseOf(parsed, isNew: true);
        using (passphrase)
        {
            return passphrase is null
                ? Refuse(ExitCode.Usage, problem!)
                : await new BackupVerb(options, config, TimeProvider.System, Console.Out, Console.Error).RunAsync(file, passphrase, parsed.GetValue(Replace), ScreenVerb.StaffId(options, parsed.GetValue(Staff)), stop);
        }
    }

    private static async Task<int> RestoreAsync(ParseResult parsed, string? file, string config, IReadOnlyList<string> settings, CancellationToken stop)
    {
        if (file is null)
        {
            return Refuse(ExitCode.Usage, "FILE is missing: the backup to restore.");
        }

        // Where there is no configuration, the backup's own counts.
        var (options, refused) = Read(File.Exists(config) ? config : KioskConfiguration.DefaultFile, settings);
        return options is null
            ? refused
            : await new RestoreVerb(options, config, settings, TimeProvider.System, Console.Out, Console.Error).RunAsync(
                file, () => PassphraseOf(parsed, isNew: false), parsed.GetValue(Replace), parsed.GetValue(Staff), stop);
    }

    private static async Task<int> BundleAsync(ParseResult parsed, string? file, string config, IReadOnlyList<string> settings, CancellationToken stop)
    {
        if (file is null)
        {
            return Refuse(ExitCode.Usage, "FILE is missing: the bundle to write.");
        }

        // A stand that cannot read its settings needs a supporter most.
        var (configuration, unread) = KioskConfiguration.Read(config, settings);
        if (configuration is null)
        {
            await Console.Error.WriteLineAsync($"kiosk: {unread}");
        }

        configuration ??= new ConfigurationBuilder().Build();
        var (options, unbound) = KioskConfiguration.Bind(configuration);
        if (unbound is not null)
        {
            await Console.Error.WriteLineAsync($"kiosk: {unbound}");
        }

        return await new BundleVerb(options ?? new KioskOptions().From(configuration), TimeProvider.System, Console.Out, Console.Error).RunAsync(file, parsed.GetValue(Replace), stop);
    }

    private static (BackupPassphrase? Passphrase, string? Problem) PassphraseOf(ParseResult parsed, bool isNew) =>
        parsed.GetValue(PassphraseFile) is { } file ? BackupPassphrase.Read(file) : BackupPassphrase.Ask(isNew);

    private static (KioskOptions? Options, int Refused) Read(string config, IReadOnlyList<string> settings)
    {
        var (configuration, unread) = KioskConfiguration.Read(config, settings);
        if (configuration is null)
        {
            return (null, Refuse(settings.Count > 0 ? ExitCode.Usage : ExitCode.Configuration, unread!));
        }

        var (options, unbound) = KioskConfiguration.Bind(configuration);
        return (options, options is null ? Refuse(ExitCode.Configuration, unbound!) : ExitCode.Done);
    }

    private static int Refuse(int exitCode, string problem)
    {
        Console.Error.WriteLine($"kiosk: {problem}");
        return exitCode;
    }
}
