using Kiosk.Authority;
using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Watches;
using Kiosk.Records;
using Kiosk.Vault;
using Kiosk.Vault.Backup;

namespace Kiosk.Pi.Backups;

/// <summary><c>kiosk vault restore FILE</c>: makes this computer the stand that was backed up. All or nothing; the desk must not run.</summary>
/// <param name="settings">The command line's settings, which go before the configuration of the backup, too.</param>
internal sealed class RestoreVerb(KioskOptions configured, string configFile, IReadOnlyList<string> settings, TimeProvider time, TextWriter output, TextWriter errors)
{
    private KioskOptions options = configured;

    /// <summary>Restores; asks for the passphrase once it is clear that it can.</summary>
    public async Task<int> RunAsync(string file, Func<(BackupPassphrase? Passphrase, string? Problem)> ask, bool replace, string? staff, CancellationToken stop)
    {
        if (await RunningDesk.FindAsync(options.Desk.Socket, time, stop) is not null)
        {
            return Refuse(new BackupFailure(BackupTrouble.Busy, options.Vault.Folder));
        }

        var (finished, unfinished) = FinishBegun(options);
        if (finished && unfinished is null)
        {
            StandFiles.Place(BesideOf(options), options, configFile, Warn);
            await output.WriteLineAsync("A restore that was cut short is finished now. To restore another backup, run this again with --replace.");
            return ExitCode.Done;
        }

        if (unfinished is not null || (unfinished = KioskConfiguration.NamesFacility(configFile) ? Occupied(replace) : null) is not null)
        {
            return Refuse(unfinished);
        }

        var (typed, problem) = ask();
        using var passphrase = typed;
        if (passphrase is null)
        {
            return Refuse(ExitCode.Usage, problem!);
        }

        var read = BackupReader.Read(file, passphrase.Bytes, (manifest, parts) => Plan(manifest, parts, replace));
        if (read.Failure is { } failure)
        {
            return Refuse(failure);
        }

        using var restore = read.Restore!;
        return await TakeAsync(restore, read.Parts, ScreenStaff(staff));
    }

    /// <summary>Finishes, before a stand starts, a restore that was cut short.</summary>
    public static (bool Finished, BackupFailure? Failure) FinishBegun(KioskOptions options) => VaultRestore.FinishBegun(options.Vault.Folder, aside => TakeIdentity(options, aside));

    // A new computer may have no configuration yet, or the example: then that of the backup says where everything lies.
    private RestorePlan Plan(BackupManifest manifest, IReadOnlyList<BackupPart> parts, bool replace)
    {
        if (!KioskConfiguration.NamesFacility(configFile) && StandFiles.ConfigurationIn(parts) is { } json)
        {
            var (configuration, unread) = KioskConfiguration.Read(json, settings);
            var (told, unbound) = configuration is null ? (null, unread) : KioskConfiguration.Bind(configuration);
            if (told is null)
            {
                return RestorePlan.Refuse(new BackupFailure(BackupTrouble.Unusable, configFile, $"The backup's configuration cannot be used here: {unbound}"));
            }

            options = told;
        }

        return options.Facility.Code is { } facility && manifest.Facility is { } other && facility != other
            ? RestorePlan.Refuse(new BackupFailure(BackupTrouble.OtherFacility, Detail: other))
            : Occupied(replace) is { } occupied ? RestorePlan.Refuse(occupied) : new RestorePlan(options.Vault.Folder, options.Vault.Seal, Refused: null);
    }

    private BackupFailure? Occupied(bool replace) => SqliteVault.IsIn(options.Vault.Folder) && !replace ? new BackupFailure(BackupTrouble.VaultThere, options.Vault.Folder) : null;

    private async Task<int> TakeAsync(VaultRestore restore, IReadOnlyList<BackupPart> parts, string staff)
    {
        var now = time.GetUtcNow();
        var failure = await restore.VerifyAsync(now, staff, isClockSet: KernelClock.State == ClockState.Synchronized) ?? restore.Keep(StandFiles.Besides(parts)) ?? PrepareIdentity(parts) ?? restore.Decide(now);
        if (failure is not null)
        {
            return Refuse(failure);
        }

        if (restore.Finish(aside => TakeIdentity(options, aside)) is { } unfinished)
        {
            return Refuse(unfinished);
        }

        StandFiles.Place(BesideOf(options), options, configFile, Warn);
        Tell(restore);
        return ExitCode.Done;
    }

    private BackupFailure? PrepareIdentity(IReadOnlyList<BackupPart> parts)
    {
        try
        {
            DeviceCopy.Abandon(options.Identity.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new BackupFailure(BackupTrouble.FolderNotWritable, options.Identity.Folder);
        }

        if (StandFiles.IdentityIn(parts) is not { } device)
        {
            Warn("The backup holds no identity of the stand: run 'kiosk enrol' with an activation code of the authority.");
            return null;
        }

        return device.Prepare(options.Identity.Folder, options.Identity.Seal) is { } trouble
            ? trouble == IdentityTrouble.KeyDoesNotFit
                ? new BackupFailure(BackupTrouble.Altered, options.Identity.Folder, "the stand's key and certificate do not belong together")
                : new BackupFailure(BackupTrouble.FolderNotWritable, options.Identity.Folder)
            : null;
    }

    private void Tell(VaultRestore restore)
    {
        var manifest = restore.Manifest;
        output.WriteLine($"Restored the backup of {manifest.MadeAt.ToOffset(JapanTime.Offset):yyyy-MM-dd HH:mm} (Japan time): {manifest.Results - restore.Purged} result(s), {manifest.AuditRows} row(s) of the audit trail{(restore.Purged > 0 ? $"; {restore.Purged} past their last day were deleted" : "")}.");
        if (!restore.IsPurged)
        {
            output.WriteLine("The clock cannot be believed yet: what is past its last day is deleted by the desk as soon as it can.");
        }

        if (restore.Aside is { } aside)
        {
            output.WriteLine($"What was here before lies in '{aside}'. Delete it when you are sure that it is not needed; the desk deletes in it what is past its last day.");
        }

        output.WriteLine("What came after the backup is not in it. The old SD card must not start again: two stands with one identity are refused by nobody. Destroy it.");
        output.WriteLine("Now: 'kiosk selftest', then start the desk.");
    }

    private static void TakeIdentity(KioskOptions options, string aside) => DeviceCopy.Take(options.Identity.Folder, aside.Replace("vault", "identity", StringComparison.Ordinal));

    private static string BesideOf(KioskOptions options) => VaultRestore.BesideOf(options.Vault.Folder);

    private string ScreenStaff(string? staff) => Verbs.ScreenVerb.StaffId(options, staff);

    private void Warn(string line) => errors.WriteLine($"kiosk: {line}");

    private int Refuse(BackupFailure failure) => Refuse(BackupVerb.CodeOf(failure), failure.Cure);

    private int Refuse(int exitCode, string problem)
    {
        Warn(problem);
        return exitCode;
    }
}
