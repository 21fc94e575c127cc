using System.Diagnostics;
using System.Globalization;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Tests.Verbs;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>The SD card died: a backup of the running desk, and another computer that is that stand.</summary>
public sealed class BackupTests(RunningBench bench) : IClassFixture<RunningBench>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string folder = Directory.CreateTempSubdirectory("restored").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string[] Settings => ["--config", $"{folder}/kiosk.json", $"--Vault:Folder={folder}/vault", $"--Identity:Folder={folder}/identity", $"--Desk:Socket={folder}/desk.sock"];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Restore_BackupOfARunningDesk_AnotherDeskShowsTheResultAndServes()
    {
        var visit = await bench.ServeAsync();
        var secret = Path.Combine(folder, "passphrase");
        await File.WriteAllTextAsync(secret, "seven quiet kiosks", Stop);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var config = bench.Facts["configFile"]!.GetValue<string>();

        var made = await KioskProcess.RunAsync("vault", "backup", folder, "--passphrase-file", secret, "--config", config);
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Equal(0, (await KioskProcess.RunAsync("audit", "verify", "--config", config)).ExitCode);
        var backup = Assert.Single(Directory.GetFiles(folder, "kiosk-backup-*-until-*.gpg"));
        // Where the desk runs nothing is restored.
        Assert.Equal(69, (await KioskProcess.RunAsync("vault", "restore", backup, "--replace", "--passphrase-file", secret, "--config", config)).ExitCode);

        var restored = await KioskProcess.RunAsync(["vault", "restore", backup, "--passphrase-file", secret, .. Settings]);
        Assert.True(restored.ExitCode == 0, restored.Error);

        using var kiosk = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "kiosk"), ["run", .. Settings, "--Panel:Chip=none", "--Identity:Method=visual"])
        {
            UseShellExecute = false,
            Environment = { ["PCSCLITE_CSOCK_NAME"] = bench.Facts["pcscSocket"]!.GetValue<string>() },
        })!;
        using var desk = new HttpDeskClient($"{folder}/desk.sock", TimeProvider.System);
        await foreach (var snapshot in desk.WatchAsync(Stop))
        {
            if (snapshot?.Stand is { Reader: ReaderState.Ready, Authority: AuthorityState.Available or AuthorityState.Partial })
            {
                break;
            }
        }

        var found = await desk.ResultAsync(visit.Id, "reception-1", Stop);
        Assert.Equal("架空　花子", found!.Confirmation!.Records[0].Name);
        using var kill = Process.Start("kill", ["-TERM", kiosk.Id.ToString(CultureInfo.InvariantCulture)]);
        await kiosk.WaitForExitAsync(Stop).WaitAsync(Patience, Stop);
        Assert.Equal(0, (await KioskProcess.RunAsync(["audit", "verify", .. Settings])).ExitCode);
    }
}
