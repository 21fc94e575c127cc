using System.Diagnostics;
using System.Text;
using Kiosk.Vault.Backup;
using Microsoft.Extensions.Time.Testing;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Backup;

/// <summary>Backups of a vault bench's vault, and gpg beside them.</summary>
internal static class BackupBench
{
    public const string Facility = "1329999997";
    public static readonly byte[] Passphrase = Encoding.UTF8.GetBytes("seven quiet kiosks 七つ");
    public static readonly BackupPart Device = new("identity/device.key", [1, 2, 3, 4]);

    public static Task<BackupResult> WriteAsync(this VaultBench bench, string target, bool replace = false, DateTimeOffset? now = null) =>
        VaultBackup.WriteAsync(bench.Folder, new BackupOrder(target, replace, Facility, "0.1.0", "S07", [Device]), Passphrase, new FakeTimeProvider(now ?? Noon), Token);

    public static async Task<string> BackUpAsync(this VaultBench bench, string name = "backup.gpg")
    {
        var written = await bench.WriteAsync(bench.Beside(name));
        Assert.Null(written.Failure?.Cure);
        return written.Path;
    }

    public static BackupRead Read(string file, string folder, byte[]? passphrase = null) => BackupReader.Read(file, passphrase ?? Passphrase, (_, _) => new RestorePlan(folder, IsSealed: false, Refused: null));

    /// <summary>Restores as the program does, with nothing besides.</summary>
    public static async Task<VaultRestore> RestoreAsync(string file, string folder, DateTimeOffset? now = null, bool isClockSet = false)
    {
        var read = Read(file, folder);
        Assert.Null(read.Failure?.Cure);
        using var restore = read.Restore!;
        Assert.Null((await restore.VerifyAsync(now ?? Noon, "S08", isClockSet))?.Cure);
        Assert.Null(restore.Decide(now ?? Noon));
        Assert.Null(restore.Finish(_ => { }));
        return restore;
    }

    /// <summary>Runs a program with bytes for its input, in a home of its own.</summary>
    public static async Task<byte[]> RunAsync(string home, string program, IEnumerable<string> arguments, byte[] input)
    {
        Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GNUPGHOME"] = home;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, Token);
        await process.StandardInput.BaseStream.WriteAsync(input, Token);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, await error);
        return output.ToArray();
    }

    public static async Task<byte[]> GpgAsync(this VaultBench bench, byte[] input, params string[] arguments)
    {
        var secret = bench.Beside("passphrase");
        await File.WriteAllBytesAsync(secret, Passphrase, Token);
        // With a count it need not ask its agent how fast this computer is.
        return await RunAsync(bench.Beside("gnupg"), "gpg", ["--batch", "--quiet", "--no-autostart", "--s2k-count", "65536", "--pinentry-mode", "loopback", "--passphrase-file", secret, .. arguments], input);
    }
}
