using System.Security.Cryptography;
using System.Text;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.FirstBoot;
using Kiosk.Secrets;
using Kiosk.Vault;

namespace Kiosk.Pi.Updates;

/// <summary><c>kiosk update FILE</c>: puts a signed update into the other slot of the card. It is kept if the desk comes up with it; else the stand goes back by itself.</summary>
/// <param name="tried">Where is noted what was tried by itself.</param>
internal sealed class UpdateVerb(KioskOptions options, string tried, TimeProvider time, TextWriter output, TextWriter error)
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);

    private string? refused;

    /// <summary>Installs a file.</summary>
    /// <param name="file">A bundle of RAUC.</param>
    /// <param name="restarts">Whether the stand starts anew at once, or rather as soon as nobody is at it.</param>
    public async Task<int> InstallAsync(string file, bool restarts, CancellationToken stop)
    {
        if (!File.Exists(file))
        {
            return await RefuseAsync(ExitCode.Usage, $"There is no file '{file}'.");
        }

        var (bundle, problem) = await UpdateBundle.LookAsync(file, stop);
        return bundle is null ? await RefuseAsync(ExitCode.Refused, problem!) : await InstallAsync(file, bundle, restarts, stop);
    }

    private async Task<int> InstallAsync(string file, UpdateBundle bundle, bool restarts, CancellationToken stop, Action? noting = null)
    {
        if (bundle.VaultFormat is not { } format || format < SqliteVault.Format)
        {
            return await RefuseAsync(
                ExitCode.Refused, $"Version {bundle.Version} is too old for the results that this stand keeps (their format is {SqliteVault.Format}, it knows {bundle.VaultFormat?.ToString() ?? "none"}): nothing is installed. Take a newer one.");
        }

        await output.WriteLineAsync($"Installing version {bundle.Version} beside {ProgramVersion.Text}; this takes some minutes, and the stand serves meanwhile.");
        var installed = await SystemTool.RunAsync("rauc", ["install", file], stop);
        if (installed is not { ExitCode: 0 })
        {
            return await RefuseAsync(ExitCode.CannotWrite, $"Nothing is changed: {installed?.Error.Trim()}");
        }

        // Once it is whole, and before it is started: one that does not come up is not tried again and again, one that was broken off is.
        noting?.Invoke();
        if (!restarts)
        {
            await output.WriteLineAsync("Installed. Start the stand anew ('systemctl reboot') to try it: it is kept if the desk comes up with it, else the stand goes back by itself.");
            return ExitCode.Done;
        }

        await output.WriteLineAsync("Installed. The stand starts anew as soon as nobody is at it.");
        await UntilNobodyIsThereAsync(stop);
        return await SystemTool.RunAsync("systemctl", ["reboot"], stop) is { ExitCode: 0 } ? ExitCode.Done : await RefuseAsync(ExitCode.Unavailable, "The stand cannot be started anew: pull the plug when nobody is at it.");
    }

    /// <summary>Installs the newest update in a folder, once: what this stand is already, or what was tried before, is left alone, however often the stick is looked at. A refusal is told beside it as well.</summary>
    public async Task<int> InstallFromAsync(string folder, CancellationToken stop)
    {
        // What begins with a dot is macOS's own.
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.raucb").Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal).ToList() is not { Count: > 0 } files)
        {
            return ExitCode.Done;
        }

        int exitCode;
        try
        {
            exitCode = await InstallNewestAsync(files, stop);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The stick was pulled out meanwhile, or the disk is full.
            exitCode = await RefuseAsync(ExitCode.CannotWrite, $"Nothing from '{folder}' is installed: {gone.Message}");
        }

        if (refused is { } problem)
        {
            TechniciansFile.TellProblem(folder, problem);
        }
        else if (BootFile.Find([folder]) is null)
        {
            TechniciansFile.ForgetProblem(folder);
        }

        return exitCode;
    }

    private async Task<int> InstallNewestAsync(IEnumerable<string> files, CancellationToken stop)
    {
        var looked = new List<(string File, UpdateBundle Bundle)>();
        foreach (var file in files)
        {
            var (bundle, problem) = await UpdateBundle.LookAsync(file, stop);
            if (bundle is null)
            {
                return await RefuseAsync(ExitCode.Refused, problem!);
            }

            looked.Add((file, bundle));
        }

        var newest = looked.MaxBy(update => Version.TryParse(update.Bundle.Version, out var version) ? version : null);
        return await InstallOnceAsync(newest.File, newest.Bundle, stop);
    }

    private async Task<int> InstallOnceAsync(string file, UpdateBundle bundle, CancellationToken stop)
    {
        if (bundle.Version == ProgramVersion.Text)
        {
            await output.WriteLineAsync($"'{file}' is what this stand is already: {bundle.Version}.");
            return ExitCode.Done;
        }

        // Whoever has an old update and a stick is not to bring back what was mended since.
        if (Version.TryParse(bundle.Version, out var its) && Version.TryParse(ProgramVersion.Text, out var ours) && its < ours)
        {
            return await RefuseAsync(ExitCode.Refused, $"'{file}' is version {bundle.Version}, older than this stand's {ProgramVersion.Text}: nothing is installed. An older one is installed over ssh only, by 'kiosk update --file'.");
        }

        var digest = await DigestAsync(file, stop);
        if (File.Exists(tried) && await File.ReadAllTextAsync(tried, stop) == digest)
        {
            refused = $"'{file}' was installed on this stand before, and the stand went back from it: it is not tried again. Take a newer one.";
            await output.WriteLineAsync(refused);
            return ExitCode.Done;
        }

        return await InstallAsync(file, bundle, restarts: true, stop, () => WholeFile.Write(tried, stream => stream.Write(Encoding.ASCII.GetBytes(digest))));
    }

    private async Task UntilNobodyIsThereAsync(CancellationToken stop)
    {
        while (await RunningDesk.FindAsync(options.Desk.Socket, time, stop) is { Visit: not null })
        {
            await Task.Delay(Glance, time, stop);
        }
    }

    private static async Task<string> DigestAsync(string file, CancellationToken stop)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop));
    }

    private async Task<int> RefuseAsync(int exitCode, string problem)
    {
        refused = problem;
        await error.WriteLineAsync($"kiosk: {problem}");
        return exitCode;
    }
}
