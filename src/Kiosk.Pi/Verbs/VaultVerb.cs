using System.Globalization;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Watches;
using Kiosk.Records;
using Kiosk.Vault;
using Kiosk.Vault.Aside;
using Kiosk.Vault.Keys;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk vault rekey</c> and <c>aside</c>: what an administrator does about the vault's key, as the stand's user.</summary>
internal sealed class VaultVerb(KioskOptions options, TimeProvider time, TextWriter output, TextWriter errors)
{
    /// <summary>Gives the vault a new key, and seals everything anew.</summary>
    public async Task<int> RekeyAsync(string staff)
    {
        var result = await VaultRekey.RunAsync(options.Vault.Folder, options.Vault.Seal, new AuditEvent(time.GetUtcNow(), AuditKind.VaultRekeyed, Staff: staff));
        if (result.Failed is { } failed)
        {
            return failed.Defect switch
            {
                VaultDefect.Busy => Refuse(ExitCode.Unavailable, $"The vault in {options.Vault.Folder} is open: stop the desk first (systemctl stop kiosk), and whatever else reads it. The key is what it was."),
                VaultDefect.Missing => Refuse(ExitCode.Nothing, $"Vault:Folder: {failed.Cure}"),
                VaultDefect.FolderNotWritable or VaultDefect.Full => Refuse(ExitCode.CannotWrite, $"Vault:Folder: {failed.Cure} The key is what it was."),
                _ => Refuse(ExitCode.Configuration, $"Vault:Folder: {failed.Cure}"),
            };
        }

        await output.WriteLineAsync($"The vault has a new key, {Words.OfKey(result.IsKeySealed)}; {result.Sealed} value(s) were sealed with it. The old key is gone: backups of before need it still.");
        if (result.Emptied > 0)
        {
            await output.WriteLineAsync($"{result.Emptied} value(s) did not open with the old key. They are empty now.");
        }

        return ExitCode.Done;
    }

    /// <summary>Lists the vaults that were set aside; where it is told so, notes that an administrator knows of them.</summary>
    public async Task<int> AsideAsync(bool see, string staff, CancellationToken stop)
    {
        var asides = new VaultsAside(options.Vault.Folder, time);
        var all = asides.All();
        if (all.Count == 0)
        {
            return Refuse(ExitCode.Nothing, $"No vault was set aside in {options.Vault.Folder}, or this user may not look: run this as the stand's user.");
        }

        foreach (var aside in all)
        {
            await output.WriteLineAsync($"{aside.Path}: set aside on {JapanTime.At(aside.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} (the stand's clock), because {Words.Of(aside.Reason)}.{(aside.IsSeen ? "" : " Staff are told.")}");
        }

        return see ? await SeeAsync(asides, [.. all.Where(aside => !aside.IsSeen)], staff, stop) : ExitCode.Done;
    }

    private async Task<int> SeeAsync(VaultsAside asides, IReadOnlyList<VaultAside> unseen, string staff, CancellationToken stop)
    {
        if (unseen.Count == 0)
        {
            return ExitCode.Done;
        }

        var opened = Rooms.Vault(options);
        if (opened.Value is null)
        {
            return Refuse(opened.ExitCode, opened.Problem);
        }

        await using var vault = opened.Value;
        if (await vault.AuditAsync([.. unseen.Select(aside => AsideWatch.Of(AuditKind.AsideSeen, aside, time.GetUtcNow()) with { Staff = staff })], stop) is { } trouble)
        {
            return Refuse(ExitCode.CannotWrite, $"It is not noted: that it was could not be audited ({trouble}).");
        }

        return unseen.All(asides.See) ? ExitCode.Done : Refuse(ExitCode.CannotWrite, $"It cannot be noted: give the stand's user the right to write {options.Vault.Folder}.");
    }

    private int Refuse(int exitCode, string problem)
    {
        errors.WriteLine($"kiosk: {problem}");
        return exitCode;
    }

    /// <summary>What is said of keys and of what was set aside, here and by the self-test.</summary>
    internal static class Words
    {
        public static string OfKey(bool isSealed) => isSealed ? "sealed by systemd-creds" : "in a plain file for its owner only";

        public static string Of(AsideReason reason) => reason switch
        {
            AsideReason.KeyMissing => "its key was gone",
            AsideReason.KeyMalformed => "the file of its key held no key",
            AsideReason.KeyWrong => "it was sealed with another key",
            AsideReason.KeySealedElsewhere => "its key did not open here: it was sealed on another computer or for another user, or systemd-creds was missing",
            AsideReason.Damaged => "its file was damaged",
            AsideReason.ByHand => "somebody put it there",
        };
    }
}
