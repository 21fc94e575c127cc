using System.Security.Cryptography;
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

    private string refused = "";

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

    private async Task<int> InstallAsync(string file, UpdateBundle bundle, bool restarts, CancellationToken stop)
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
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.raucb").Order(StringComparer.Ordinal).LastOrDefault() is not { } file)
        {
            return ExitCode.Done;
        }

        var exitCode = await InstallOnceAsync(file, stop);
        if (exitCode != ExitCode.Done)
        {
            TechniciansFile.TellProblem(folder, refused);
        }

        return exitCode;
    }

    private async Task<int> InstallOnceAsync(string file, CancellationToken stop)
    {
        var digest = await DigestAsync(file, stop);
        if (File.Exists(tried) && await File.ReadAllTextAsync(tried, stop) == digest)
        {
            await output.WriteLineAsync($"'{file}' was tried on this stand before.");
            return ExitCode.Done;
        }

        var (bundle, problem) = await UpdateBundle.LookAsync(file, stop);
        if (bundle?.Version == ProgramVersion.Text)
        {
            await output.WriteLineAsync($"'{file}' is what this stand is already: {bundle.Version}.");
            return ExitCode.Done;
        }

        // Before, since an update that does not come up would be tried again and again.
        WholeFile.Write(tried, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(digest)));
        return bundle is null ? await RefuseAsync(ExitCode.Refused, problem!) : await InstallAsync(file, bundle, restarts: true, stop);
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
