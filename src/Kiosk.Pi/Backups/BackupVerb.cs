using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Watches;
using Kiosk.Vault.Backup;

namespace Kiosk.Pi.Backups;

/// <summary><c>kiosk vault backup FILE</c>: the whole stand in one encrypted file, whether or not the desk runs.</summary>
internal sealed class BackupVerb(KioskOptions options, string configFile, TimeProvider time, TextWriter output, TextWriter errors)
{
    /// <summary>Writes it.</summary>
    public async Task<int> RunAsync(string target, BackupPassphrase passphrase, bool replace, string? staff, CancellationToken stop)
    {
        if (passphrase.Weakness is { } weak)
        {
            await errors.WriteLineAsync($"kiosk: {weak}");
            return ExitCode.Usage;
        }

        var missing = new List<string>();
        var parts = StandFiles.Collect(options, configFile, missing.Add);
        try
        {
            var order = new BackupOrder(target, replace, options.Facility.Code, ProgramVersion.Text, staff, parts);
            var written = await VaultBackup.WriteAsync(options.Vault.Folder, order, passphrase.Bytes, time, stop);
            if (written.Failure is { } failure)
            {
                await errors.WriteLineAsync($"kiosk: {failure.Cure}");
                return CodeOf(failure);
            }

            foreach (var line in missing)
            {
                await errors.WriteLineAsync($"kiosk: {line}");
            }

            Tell(written.Manifest!, written.Path);
            return ExitCode.Done;
        }
        finally
        {
            parts.ForEach(part => CryptographicOperations.ZeroMemory(part.Content));
        }
    }

    /// <summary>The exit code of what went wrong.</summary>
    public static int CodeOf(BackupFailure failure) => failure switch
    {
        { IsOfTheFile: true } => ExitCode.NoBackup,
        { Trouble: BackupTrouble.Unusable or BackupTrouble.OtherFacility } => ExitCode.Configuration,
        { Trouble: BackupTrouble.Busy } => ExitCode.Unavailable,
        _ => ExitCode.CannotWrite,
    };

    private void Tell(BackupManifest manifest, string path)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"'{path}' ({new FileInfo(path).Length / 1024:N0} KiB) holds {manifest.Results} result(s), {manifest.Pending} pending visit(s), {manifest.Checks} check(s) by paper, the audit trail ({manifest.AuditRows} rows), and the stand's keys."));
        if (!manifest.AuditWhole)
        {
            output.WriteLine("The audit trail in it is NOT whole, as in the stand: 'kiosk audit verify' says more.");
        }

        output.WriteLine($"Delete it, with every copy, when {manifest.Until:yyyy-MM-dd} is over: what is in it must not be kept longer.");
        if (KernelClock.State != ClockState.Synchronized)
        {
            output.WriteLine("No time server has set the clock: if it is wrong, so are these days.");
        }

        output.WriteLine("Nobody can open it without its passphrase. Keep the two in different places.");
    }
}
