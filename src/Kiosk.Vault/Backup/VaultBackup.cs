using Kiosk.Records;

namespace Kiosk.Vault.Backup;

/// <summary>A file that belongs to the stand beside its vault, such as the device's key.</summary>
/// <param name="Name">Its path in the backup.</param>
/// <param name="Content">What it holds; whoever made it zeroes it.</param>
public sealed record BackupPart(string Name, byte[] Content);

/// <summary>What is to be backed up beside the vault, and to where.</summary>
/// <param name="Target">The file, or a folder: then the name carries the date by which the backup must be gone.</param>
/// <param name="Replace">Whether a file that is there already may go.</param>
/// <param name="Facility">The facility's code.</param>
/// <param name="Program">The version of this program.</param>
/// <param name="Staff">Who wants it; null: the stand itself.</param>
/// <param name="Parts">What else the stand needs to be itself on another computer.</param>
public sealed record BackupOrder(string Target, bool Replace, string? Facility, string Program, string? Staff, IReadOnlyList<BackupPart> Parts);

/// <summary>A backup that was written, or why none was. Exactly one of manifest and failure is set.</summary>
/// <param name="Manifest">What is in it.</param>
/// <param name="Path">The file.</param>
/// <param name="Failure">Why there is none.</param>
public sealed record BackupResult(BackupManifest? Manifest, string Path, BackupFailure? Failure);

/// <summary>Writes a backup of a vault, whether or not the desk runs: an OpenPGP message of a tar.</summary>
public static class VaultBackup
{
    internal const string DatabaseName = "vault/vault.db";
    internal const string KeyName = "vault/vault.key";
    internal const string SettingsName = "vault/settings.json";

    /// <summary>Writes it, whole or not at all; audited before it has its name.</summary>
    /// <param name="folder">The vault's folder.</param>
    /// <param name="order">What, and to where.</param>
    /// <param name="passphrase">The passphrase, in UTF-8.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellation">Gives up before the audit.</param>
    public static async Task<BackupResult> WriteAsync(string folder, BackupOrder order, byte[] passphrase, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(passphrase);
        ArgumentNullException.ThrowIfNull(time);
        var place = new VaultFolder(folder);
        if (!place.HoldsDatabase)
        {
            return Failed(BackupTrouble.Unusable, place.DatabaseFile, VaultOpening.Failed(VaultDefect.Missing, place.DatabaseFile).Cure);
        }

        var opening = SqliteVault.Open(folder);
        if (opening.Vault is not { } opened)
        {
            return Failed(BackupTrouble.Unusable, opening.Path, opening.Cure);
        }

        await using var vault = opened;
        using var source = new BackupSource(place);
        if (source.Look(order, time.GetUtcNow()) is { } unread)
        {
            return new BackupResult(Manifest: null, place.DatabaseFile, unread);
        }

        var manifest = source.Manifest;
        var target = Directory.Exists(order.Target) ? Path.Combine(order.Target, manifest.SuggestedName) : order.Target;
        if (!order.Replace && File.Exists(target))
        {
            return Failed(BackupTrouble.Exists, target);
        }

        var file = new UnfinishedFile(target);
        var failure = file.Write(stream => OpenPgp.Write(stream, passphrase, "kiosk-backup.tar", manifest.MadeAt, source.WriteTo));
        if (failure is null && !cancellation.IsCancellationRequested)
        {
            var done = new AuditEvent(manifest.MadeAt, AuditKind.VaultBackedUp, Staff: order.Staff, Detail: $"results={manifest.Results} until={Codes.Of(manifest.Until)}");
            failure = await vault.AuditAsync([done], CancellationToken.None) is { } trouble
                ? new BackupFailure(BackupTrouble.NotAudited, place.DatabaseFile, $"{trouble}")
                : file.Finish(order.Replace);
            if (failure is null)
            {
                return new BackupResult(manifest, target, Failure: null);
            }
        }

        file.Remove();
        cancellation.ThrowIfCancellationRequested();
        return new BackupResult(Manifest: null, target, failure);
    }

    private static BackupResult Failed(BackupTrouble trouble, string path, string? detail = null) => new(Manifest: null, path, new BackupFailure(trouble, path, detail));
}
