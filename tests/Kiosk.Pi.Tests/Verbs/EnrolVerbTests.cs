using Kiosk.Bench.Authority;

namespace Kiosk.Pi.Tests.Verbs;

/// <summary>Enrolling as a technician does it, and as a first boot does.</summary>
public sealed class EnrolVerbTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("enrol").FullName;
    private StandInAuthority authority = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Identity => Path.Combine(folder, "identity");

    private string EnrolFile => Path.Combine(folder, "enrol.json");

    private string Tools => Path.Combine(folder, "bin");

    public async ValueTask InitializeAsync()
    {
        authority = await StandInAuthority.StartAsync(Path.Combine(folder, "authority"), folder, TimeProvider.System, Stop);
        Directory.CreateDirectory(Tools);
    }

    public async ValueTask DisposeAsync()
    {
        await authority.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Enrol_ByFile_TakesTheCodeOutOnlyWhenToldAndIsHarmlessAgain()
    {
        await WriteAsync($$"""{ "facilityCode": "1329999997", "activationCode": "{{authority.NewActivationCode()}}", "deviceName": "front" }""");
        Assert.Equal(0, (await EnrolAsync()).ExitCode);
        Assert.Contains("activationCode", await File.ReadAllTextAsync(EnrolFile, Stop), StringComparison.Ordinal);

        var code = authority.NewActivationCode();
        await WriteAsync($$"""{ "activationCode": "{{code}}" }""");
        var (exitCode, output, _) = await EnrolAsync("--forget-code");
        Assert.Equal(0, exitCode);
        Assert.Contains("K0000002", output, StringComparison.Ordinal);
        Assert.DoesNotContain(code, await File.ReadAllTextAsync(EnrolFile, Stop) + output, StringComparison.Ordinal);

        (exitCode, output, _) = await EnrolAsync("--forget-code");
        Assert.Equal(0, exitCode);
        Assert.Contains("enrolled as K0000002", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 64, "not what is expected, at line 1")]
    [InlineData("[]", 64, "JSON object")]
    [InlineData("""{ "activationcode": "1" }""", 64, "activationcode")]
    [InlineData("""{ "activationCode": 1 }""", 64, "activationCode")]
    [InlineData("""{ "facilityCode": "1329999997" }""", 64, "no activationCode")]
    [InlineData("""{ "facilityCode": "0110113719", "activationCode": "1" }""", 78, "Facility:Code is 1329999997")]
    [InlineData("""{ "activationCode": "0000-0000-0000" }""", 77, "wrong, used or expired")]
    public async Task Enrol_FileIsWrong_SaysWhatAndKeepsIt(string text, int expected, string told)
    {
        await WriteAsync(text);

        var (exitCode, _, error) = await EnrolAsync("--forget-code");

        Assert.Equal(expected, exitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(EnrolFile, Stop));
    }

    [Fact]
    public async Task Enrol_NoFile_SaysSo() => Assert.Equal(64, (await EnrolAsync()).ExitCode);

    [Fact]
    public async Task Enrol_NoTerminalAndNoCode_SaysWhatToGive()
    {
        var (exitCode, _, error) = await KioskProcess.RunAsync(["enrol", .. Settings]);

        Assert.Equal(64, exitCode);
        Assert.All(["--activation", "--file", "terminal"], way => Assert.Contains(way, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Enrol_AtATerminal_AsksAndDoesNotShowTheCode()
    {
        var code = authority.NewActivationCode();
        var kiosk = string.Join(' ', [Path.Combine(AppContext.BaseDirectory, "kiosk"), "enrol", .. Settings]);

        // The second line is typed when the code is asked for.
        var (exitCode, output, _) = await KioskProcess.RunProgramAsync(
            "sh", ["-c", $"(sleep 2; echo front; sleep 1; printf '{code}\\r'; sleep 4) | script -qec '{kiosk}' /dev/null"], tools: null);

        Assert.Equal(0, exitCode);
        Assert.All(["Facility 1329999997", "Name of this stand", "Activation code", "enrolled as K0000001"], words => Assert.Contains(words, output, StringComparison.Ordinal));
        Assert.DoesNotContain(code, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_SystemdCredsIsThere_KeyIsSealedAndOpensOnlyWithIt()
    {
        await SealTools.PutAsync(Tools, SealTools.Seals);
        await WriteAsync($$"""{ "activationCode": "{{authority.NewActivationCode()}}" }""");

        var (exitCode, output, _) = await EnrolAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("sealed", output, StringComparison.Ordinal);
        Assert.Equal("device.json device.key.cred device.pem", Files());
        Assert.DoesNotContain("PRIVATE KEY", await File.ReadAllTextAsync(Path.Combine(Identity, "device.key.cred"), Stop), StringComparison.Ordinal);
        await SealTools.PutAsync(Tools, SealTools.Fails);
        var (_, looked, _) = await KioskProcess.RunProgramAsync("kiosk", ["selftest", .. Settings, $"--Card:CaFolder={folder}"], Tools);
        Assert.Contains("FAIL  identity", looked, StringComparison.Ordinal);
        Assert.Contains("sealed on another computer", looked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_SystemdCredsDoesNotWork_KeyIsPlainForItsOwner()
    {
        await SealTools.PutAsync(Tools, "#!/bin/sh\ncat >/dev/null\nexit 1\n");
        await WriteAsync($$"""{ "activationCode": "{{authority.NewActivationCode()}}" }""");

        Assert.Equal(0, (await EnrolAsync()).ExitCode);

        Assert.Equal("device.json device.key device.pem", Files());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Identity, "device.key")));
    }

    /// <summary>Sealed where it was plain, plain where it was sealed; the key stays the same.</summary>
    [Fact]
    public async Task Run_SealWantedOrNot_KeepsTheKeyThatWay()
    {
        await WriteAsync($$"""{ "activationCode": "{{authority.NewActivationCode()}}" }""");
        await SealTools.PutAsync(Tools, SealTools.Seals);
        Assert.Equal(0, (await EnrolAsync("--Identity:Seal=false")).ExitCode);
        Assert.Equal("device.json device.key device.pem", Files());
        var plain = await File.ReadAllTextAsync(Path.Combine(Identity, "device.key"), Stop);

        // No vault can be there, so the desk ends at once, having looked after its key.
        await RunAsync();
        Assert.Equal("device.json device.key.cred device.pem", Files());
        await RunAsync();
        Assert.Equal("device.json device.key.cred device.pem", Files());
        await RunAsync("--Identity:Seal=false");

        Assert.Equal("device.json device.key device.pem", Files());
        Assert.Equal(plain.Trim(), (await File.ReadAllTextAsync(Path.Combine(Identity, "device.key"), Stop)).Trim());
    }

    private string[] Settings =>
        ["--config", Config, "--Facility:Code=1329999997", $"--Authority:BaseAddress={authority.Url}", $"--Authority:CaFile={authority.CaFile}", $"--Identity:Folder={Identity}"];

    private string Config
    {
        get
        {
            var path = Path.Combine(folder, "kiosk.json");
            File.WriteAllText(path, "{}");
            return path;
        }
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(EnrolFile, text, Stop);

    private Task<(int ExitCode, string Output, string Error)> EnrolAsync(params string[] more) =>
        KioskProcess.RunProgramAsync("kiosk", ["enrol", "--file", EnrolFile, .. Settings, .. more], Tools);

    private async Task RunAsync(params string[] more) =>
        await KioskProcess.RunProgramAsync("kiosk", ["run", .. Settings, "--Panel:Chip=none", "--Identity:Method=visual", $"--Card:CaFolder={Path.GetDirectoryName(authority.CaFile)}", "--Vault:Folder=/dev/null/none", .. more], Tools);

    private string Files() => string.Join(' ', Directory.EnumerateFiles(Identity).Select(Path.GetFileName).Order(StringComparer.Ordinal));
}
