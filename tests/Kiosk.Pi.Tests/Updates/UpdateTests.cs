using Kiosk.Pi.Tests.Verbs;
using Kiosk.Vault;

namespace Kiosk.Pi.Tests.Updates;

/// <summary>The program itself, with stand-ins for rauc and systemctl before the system's.</summary>
public sealed class UpdateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("update").FullName;

    public UpdateTests()
    {
        Directory.CreateDirectory(In("bin"));
        Directory.CreateDirectory(In("stick"));
        File.WriteAllText(In("stick/kiosk-pi.raucb"), "an update");
        Put("rauc", $$"""
            #!/bin/sh
            echo "rauc $*" >>'{{In("log")}}'
            case "$1 $2" in
                'info --output-format=json-2') grep -q "an update" "$3" || { echo "signature verification failed" >&2; exit 1; }
                    cat "$3.json" 2>/dev/null || cat '{{In("info.json")}}' ;;
                install*) [ ! -e '{{In("full")}}' ] || { echo "no space left on the slot" >&2; exit 1; } ;;
            esac
            """);
        Put("systemctl", $"#!/bin/sh\necho \"systemctl $*\" >>'{In("log")}'\n");
        Format(SqliteVault.Format);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string[] Done => File.Exists(In("log")) ? [.. File.ReadAllLines(In("log")).Where(line => !line.StartsWith("rauc info", StringComparison.Ordinal))] : [];

    private string Update => In("stick/kiosk-pi.raucb");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Update_Signed_IsInstalledAndSaysHowToTryIt()
    {
        var (exitCode, output, _) = await RunAsync("--file", Update);

        Assert.Equal(0, exitCode);
        Assert.Contains("Installing version 9.0.0", output, StringComparison.Ordinal);
        Assert.Contains("systemctl reboot", output, StringComparison.Ordinal);
        Assert.Equal([$"rauc install {Update}"], Done);
    }

    [Fact]
    public async Task Update_NotSigned_IsRefused()
    {
        await File.WriteAllTextAsync(Update, "another's", Stop);

        var (exitCode, _, error) = await RunAsync("--file", Update);

        Assert.Equal(ExitCode.Refused, exitCode);
        Assert.Contains("signature verification failed", error, StringComparison.Ordinal);
        Assert.Empty(Done);
    }

    [Fact]
    public async Task Update_KnowsOnlyAnOlderVault_IsRefusedLoudly()
    {
        Format(SqliteVault.Format - 1);

        var (exitCode, _, error) = await RunAsync("--file", Update);

        Assert.Equal(ExitCode.Refused, exitCode);
        Assert.Contains("too old for the results that this stand keeps", error, StringComparison.Ordinal);
        Assert.Empty(Done);
    }

    [Fact]
    public async Task Update_SlotIsTooSmall_ChangesNothingAndSaysWhy()
    {
        await File.WriteAllTextAsync(In("full"), "", Stop);

        var (exitCode, _, error) = await RunAsync("--file", Update, "--restart");

        Assert.Equal(ExitCode.CannotWrite, exitCode);
        Assert.Contains("no space left on the slot", error, StringComparison.Ordinal);
        Assert.DoesNotContain("systemctl reboot", Done);
    }

    [Fact]
    public async Task Update_FromAStickThatStaysPluggedIn_IsTriedOnce()
    {
        string[] stick = ["--from", In("stick"), "--noted", In("noted")];
        Assert.Equal(0, (await RunAsync(stick)).ExitCode);
        Assert.Equal([$"rauc install {Update}", "systemctl reboot"], Done);

        var (exitCode, output, _) = await RunAsync(stick);

        Assert.Equal(0, exitCode);
        Assert.Contains("the stand went back from it", output, StringComparison.Ordinal);
        Assert.Equal(2, Done.Length);
    }

    [Fact]
    public async Task Update_FromAStickBrokenOff_IsTriedAgain()
    {
        string[] stick = ["--from", In("stick"), "--noted", In("noted")];
        await File.WriteAllTextAsync(In("full"), "", Stop);
        Assert.Equal(ExitCode.CannotWrite, (await RunAsync(stick)).ExitCode);
        File.Delete(In("full"));

        Assert.Equal(0, (await RunAsync(stick)).ExitCode);

        Assert.Equal([$"rauc install {Update}", $"rauc install {Update}", "systemctl reboot"], Done);
    }

    [Fact]
    public async Task Update_FromAStickIsOlder_IsRefused()
    {
        Format(SqliteVault.Format, version: "0.0.9");

        var (exitCode, _, error) = await RunAsync("--from", In("stick"), "--noted", In("noted"));

        Assert.Equal(ExitCode.Refused, exitCode);
        Assert.Contains("older than this stand's", error, StringComparison.Ordinal);
        Assert.Empty(Done);
    }

    [Fact]
    public async Task Update_FromAStickRefused_IsToldBesideTheFile()
    {
        Format(SqliteVault.Format - 1);

        var (exitCode, _, error) = await RunAsync("--from", In("stick"), "--noted", In("noted"));

        Assert.Equal(ExitCode.Refused, exitCode);
        Assert.Contains("too old for the results that this stand keeps", error, StringComparison.Ordinal);
        Assert.Contains("too old for the results that this stand keeps", await File.ReadAllTextAsync(In("stick/kiosk-problem.txt"), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_SeveralOnAStick_TheNewestIsInstalled()
    {
        foreach (var version in (string[])["9.0.0", "10.0.0", "9.9.0"])
        {
            await File.WriteAllTextAsync(In($"stick/kiosk-pi-{version}.raucb"), "an update", Stop);
            Format(SqliteVault.Format, version, $"stick/kiosk-pi-{version}.raucb.json");
        }

        // As macOS leaves one beside each file.
        await File.WriteAllTextAsync(In("stick/._kiosk-pi-10.0.0.raucb"), "attributes", Stop);

        Assert.Equal(0, (await RunAsync("--from", In("stick"), "--noted", In("noted"))).ExitCode);

        Assert.Equal([$"rauc install {In("stick/kiosk-pi-10.0.0.raucb")}", "systemctl reboot"], Done);
    }

    [Fact]
    public async Task Update_FromAStickMended_WhatWasToldIsGone()
    {
        await File.WriteAllTextAsync(In("stick/kiosk-problem.txt"), "An earlier one was refused.", Stop);

        Assert.Equal(0, (await RunAsync("--from", In("stick"), "--noted", In("noted"))).ExitCode);

        Assert.False(File.Exists(In("stick/kiosk-problem.txt")));
    }

    [Theory]
    [InlineData("--from", "none", 0, "")]
    [InlineData("--file", "none", ExitCode.Usage, "There is no file")]
    public async Task Update_NothingThere_IsNoErrorForAStick(string option, string name, int expected, string told)
    {
        var (exitCode, _, error) = await RunAsync(option, In(name));

        Assert.Equal(expected, exitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(folder, name);

    private void Format(int format, string version = "9.0.0", string told = "info.json") => File.WriteAllText(
        In(told), $$"""{ "update": { "compatible": "kiosk-pi-arm64", "version": "{{version}}", "build": "vault-{{format}}" } }""");

    private void Put(string name, string program)
    {
        File.WriteAllText(In($"bin/{name}"), program);
        File.SetUnixFileMode(In($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] words) =>
        KioskProcess.RunProgramAsync("kiosk", ["update", .. words, $"--Desk:Socket={In("desk.sock")}"], In("bin"));
}
