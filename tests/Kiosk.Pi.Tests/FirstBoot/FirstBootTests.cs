using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Bench.Authority;
using Kiosk.Pi.FirstBoot;
using Kiosk.Pi.Tests.Verbs;

namespace Kiosk.Pi.Tests.FirstBoot;

/// <summary>A technician's one file: taken whole, or told what is wrong with it and left as it is.</summary>
public sealed class FirstBootTests : IDisposable
{
    private const string Code = "AAAA-BBBB-CCCC";

    private readonly string top = Directory.CreateTempSubdirectory("boot").FullName;

    public FirstBootTests()
    {
        Directory.CreateDirectory(Path.Combine(Stick, "jpki"));
        Directory.CreateDirectory(Path.Combine(Root, "run/kiosk"));
        File.WriteAllText(Path.Combine(Stick, "authority-ca.pem"), TestCertificates.CaPem);
        File.WriteAllText(Path.Combine(Stick, "jpki", "ca.pem"), TestCertificates.CaPem);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Stick => Path.Combine(top, "stick");

    private string Root => Path.Combine(top, "root");

    private string BootFile => Path.Combine(Stick, "kiosk.json");

    private string Status => Path.Combine(Root, "run/kiosk/first-boot.txt");

    private string Problem => Path.Combine(Stick, "kiosk-problem.txt");

    public void Dispose() => Directory.Delete(top, recursive: true);

    [Fact]
    public async Task FirstBoot_AllIsRight_PutsEverythingInItsPlaceAndWipesTheFile()
    {
        Write($$"""
            { // as Notepad writes it
              "Facility": { "Code": "1329999997" },
              "Authority": { "BaseAddress": "https://authority.example" },
              "Setup": {
                "ActivationCode": " {{Code}} ", "DeviceName": "front-1",
                "Wired": { "Address": "192.168.1.20/24", "Gateway": "192.168.1.1", "Dns": ["192.168.1.1"] },
                "Wifi": { "Ssid": "健診", "Passphrase": "correct horse" },
                "TimeServers": ["ntp.nict.jp"], "KeyboardLayout": "jp",
                "SshKeys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJv5uXkq4Zc0lW0n1oM3yW7k3m0iY6n5iQ9m2Zb1QbQd technician"],
              },
            }
            """, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var (exitCode, output, error) = await RunAsync();

        Assert.Equal(("", 0), (error, exitCode));
        Assert.Contains("was taken", output, StringComparison.Ordinal);
        Assert.False(File.Exists(BootFile));
        var configuration = JsonNode.Parse(Placed("etc/kiosk/kiosk.json"))!;
        Assert.Equal("/etc/kiosk/authority-ca.pem", configuration["Authority"]!["CaFile"]!.GetValue<string>());
        Assert.Equal("/etc/kiosk/jpki", configuration["Card"]!["CaFolder"]!.GetValue<string>());
        Assert.Null(configuration["Setup"]);
        Assert.Equal(TestCertificates.CaPem, Placed("etc/kiosk/authority-ca.pem"));
        Assert.Equal(TestCertificates.CaPem, Placed("etc/kiosk/jpki/ca.pem"));
        Assert.Contains("Address=192.168.1.20/24\nGateway=192.168.1.1\nDNS=192.168.1.1\n", Placed("etc/kiosk/network/wired.network"), StringComparison.Ordinal);
        Assert.Contains("NTP=ntp.nict.jp", Placed("etc/kiosk/network/timesyncd.conf"), StringComparison.Ordinal);
        Assert.Contains("XKB_DEFAULT_LAYOUT=jp", Placed("etc/kiosk/console.env"), StringComparison.Ordinal);
        Assert.StartsWith("ssh-ed25519 ", Placed("etc/kiosk/ssh/authorized_keys"), StringComparison.Ordinal);
        var enrol = JsonNode.Parse(Placed("var/lib/kiosk/enrol.json"))!;
        Assert.Equal((Code, "front-1"), (enrol["activationCode"]!.GetValue<string>(), enrol["deviceName"]!.GetValue<string>()));
        Assert.All(["var/lib/kiosk/enrol.json", "etc/kiosk/network/wifi.conf"], name => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Root, name))));

        // Only that file holds the code, and none the passphrase.
        var holders = Directory.GetFiles(top, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(Code, StringComparison.Ordinal) || File.ReadAllText(file).Contains("correct horse", StringComparison.Ordinal));
        Assert.Equal(["enrol.json"], holders.Select(Path.GetFileName));
    }

    [Fact]
    public void Wifi_PassphraseOfTheStandard_IsKeptAsTheStandardsKey()
    {
        // IEEE 802.11-2012, M.4.3, the first test vector.
        var files = NetworkFiles.Of(new SetupSection { Wifi = new() { Ssid = "IEEE", Passphrase = "password" } }).ToDictionary(file => file.Name, file => file.Text);

        Assert.Contains("psk=f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e\n", files["network/wifi.conf"], StringComparison.Ordinal);
        Assert.Contains("ssid=49454545\n", files["network/wifi.conf"], StringComparison.Ordinal);
        Assert.DoesNotContain("network/wired.network", files);
    }

    [Theory]
    [InlineData("{", 1, "is no JSON, at line")]
    [InlineData("[]", 1, "must be a JSON object")]
    [InlineData("""{ "Facility": { "Code": "1" }, "facility": {} }""", 1, "names a key twice")]
    [InlineData("""{ "Facilty": {} }""", 2, "'Facilty' is no section")]
    [InlineData("""{ "Facility": { "Code": "1329999990" } }""", 2, "Facility:Code is '1329999990'")]
    [InlineData("""{ "Facility": "1329999997" }""", 2, "Facility:Code is missing")]
    [InlineData("""{ "Setup": { "Activationkode": "x" } }""", 2, "Setup:Activationkode is unknown")]
    [InlineData("""{ "Setup": { "Wifi": { "Ssid": 5 } } }""", 2, "Setup:Wifi:Ssid is unknown or of another kind")]
    [InlineData("""{ "Facility": { "Code": "1329999997" }, "Authority": { "BaseAddress": "https://authority.example" } }""", 2, "Setup:ActivationCode is missing")]
    [InlineData("""{ "Setup": { "Wired": { "Address": "192.168.1.20" } } }""", 2, "192.168.1.20/24")]
    [InlineData("""{ "Setup": { "Wired": { "Address": "192.168.1.20/24\nDHCP=yes" } } }""", 2, "Setup:Wired:Address")]
    [InlineData("""{ "Setup": { "Wired": { "Address": "192.168.1.20/33", "Gateway": "x", "Dns": ["y"] } } }""", 2, "Setup:Wired:Gateway is 'x'")]
    [InlineData("""{ "Setup": { "Wifi": { "Ssid": "a", "Passphrase": "short" } } }""", 2, "8 to 63 ASCII characters")]
    [InlineData("""{ "Setup": { "TimeServers": ["a b"] } }""", 2, "Setup:TimeServers has 'a b'")]
    [InlineData("""{ "Setup": { "KeyboardLayout": "jp\nA=1" } }""", 2, "Setup:KeyboardLayout")]
    [InlineData("""{ "Setup": { "SshKeys": ["command=\"x\" ssh-ed25519 AAAA"] } }""", 2, "Setup:SshKeys has")]
    public async Task FirstBoot_FileIsWrong_TellsWhereAndLeavesEverything(string text, int number, string told)
    {
        Write(text);

        var (exitCode, _, error) = await RunAsync();

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Contains(told, await File.ReadAllTextAsync(Problem, Stop), StringComparison.Ordinal);
        Assert.Equal(number, BootStatus.Read(Status)!.Value.Number);
        Assert.Equal(text, await File.ReadAllTextAsync(BootFile, Stop));
        Assert.False(Directory.Exists(Path.Combine(Root, "etc")));
    }

    [Fact]
    public async Task FirstBoot_SeveralAreWrong_TellsAllAtOnceAndNoSecret()
    {
        Write($$"""{ "Facility": { "Code": "1329999997" }, "Setup": { "ActivationCode": "{{Code}}", "Wifi": { "Ssid": "", "Passphrase": "hidden\u0007" }, "TimeServers": ["?"] } }""");
        Directory.Delete(Path.Combine(Stick, "jpki"), recursive: true);

        var (_, _, error) = await RunAsync();

        Assert.All(["Authority:BaseAddress", "Setup:Wifi:Ssid", "Setup:Wifi:Passphrase", "Setup:TimeServers", "Card:CaFolder"], key => Assert.Contains($"- {key}", error, StringComparison.Ordinal));
        Assert.All([Code, "hidden"], secret => Assert.DoesNotContain(secret, error + File.ReadAllText(Problem) + File.ReadAllText(Status), StringComparison.Ordinal));
    }

    [Fact]
    public async Task FirstBoot_NotSavedAsUtf8_SaysHowToSave()
    {
        Write(Right, Encoding.Unicode);

        Assert.Contains("Save it again with the encoding UTF-8", (await RunAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstBoot_CertificatesAreNone_SaysWhereTheyBelong()
    {
        Write(Right);
        await File.WriteAllTextAsync(Path.Combine(Stick, "authority-ca.pem"), "none", Stop);

        var (_, _, error) = await RunAsync();

        Assert.Contains("Authority:CaFile: ", error, StringComparison.Ordinal);
        Assert.Equal(3, BootStatus.Read(Status)!.Value.Number);
    }

    [Fact]
    public async Task FirstBoot_MendedAfterAProblem_TakesItAndForgetsTheProblem()
    {
        Write("{");
        await RunAsync();
        File.Move(BootFile, Path.Combine(Stick, "Kiosk.JSON.txt"));
        await File.WriteAllTextAsync(Path.Combine(Stick, "Kiosk.JSON.txt"), Right, Stop);

        Assert.Equal(0, (await RunAsync()).ExitCode);

        Assert.All([Status, Problem, Path.Combine(Stick, "Kiosk.JSON.txt")], file => Assert.False(File.Exists(file)));
    }

    [Fact]
    public async Task FirstBoot_NothingThere_SaysWhatToPutWhereUntilThereIsAConfiguration()
    {
        Assert.Equal(ExitCode.Configuration, (await RunAsync()).ExitCode);
        Assert.Equal(7, BootStatus.Read(Status)!.Value.Number);
        // The staff screen's user is of the stand's group.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Status));
        Assert.False(File.Exists(Problem));

        Write(Right);
        Assert.Equal(0, (await RunAsync()).ExitCode);
        var configuration = Placed("etc/kiosk/kiosk.json");
        var (exitCode, output, _) = await RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("has its configuration", output, StringComparison.Ordinal);
        Assert.Equal(configuration, Placed("etc/kiosk/kiosk.json"));
    }

    [Fact]
    public async Task FirstBoot_AgainWithoutCertificates_KeepsThoseOfTheStand()
    {
        Write(Right);
        await RunAsync();
        File.Delete(Path.Combine(Stick, "authority-ca.pem"));
        Directory.Delete(Path.Combine(Stick, "jpki"), recursive: true);
        Write(Right.Replace("authority.example", "other.example", StringComparison.Ordinal));

        Assert.Equal(0, (await RunAsync()).ExitCode);

        Assert.Contains("other.example", Placed("etc/kiosk/kiosk.json"), StringComparison.Ordinal);
        Assert.Equal(TestCertificates.CaPem, Placed("etc/kiosk/jpki/ca.pem"));
    }

    [Fact]
    public async Task FirstBoot_AgainWithLess_TakesBackWhatIsLeftOut()
    {
        Write(Right.Replace("\"Setup\": {", """
            "Setup": { "Wifi": { "Ssid": "a", "Passphrase": "12345678" }, "TimeServers": ["ntp.nict.jp"], "SshKeys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJv5uXkq4Zc0lW0n1oM3yW7k3m0iY6n5iQ9m2Zb1QbQd"],
            """, StringComparison.Ordinal));
        await RunAsync();
        Assert.True(File.Exists(Path.Combine(Root, "etc/kiosk/ssh/authorized_keys")));

        Write(Right);
        Assert.Equal(0, (await RunAsync()).ExitCode);

        Assert.All(["network/wired.network", "network/wifi.conf", "network/timesyncd.conf", "ssh/authorized_keys"], name => Assert.False(File.Exists(Path.Combine(Root, "etc/kiosk", name))));
    }

    [Fact]
    public async Task FirstBoot_AgainWithoutACode_TakesBackTheUnusedOneAndTheCasThatAreNotBroughtAgain()
    {
        Write(Right);
        await RunAsync();
        BeEnrolled();
        File.Move(Path.Combine(Stick, "jpki/ca.pem"), Path.Combine(Stick, "jpki/new.pem"));
        Write(Right.Replace($"\"ActivationCode\": \"{Code}\"", "\"DeviceName\": \"front-1\"", StringComparison.Ordinal));

        Assert.Equal(0, (await RunAsync()).ExitCode);

        Assert.False(File.Exists(Path.Combine(Root, "var/lib/kiosk/enrol.json")));
        Assert.Equal(["new.pem"], Directory.GetFiles(Path.Combine(Root, "etc/kiosk/jpki")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task FirstBoot_StickAtAStandThatIsEnrolled_ChangesNothingAndSaysWhereTheFileBelongs()
    {
        Write(Right);
        Assert.Equal(0, (await RunAsync("--only-new")).ExitCode);
        var configuration = Placed("etc/kiosk/kiosk.json");
        BeEnrolled();
        var others = Right.Replace("authority.example", "other.example", StringComparison.Ordinal);
        Write(others);

        Assert.Equal(ExitCode.Configuration, (await RunAsync("--only-new")).ExitCode);

        Assert.Equal(configuration, Placed("etc/kiosk/kiosk.json"));
        Assert.Equal(others, await File.ReadAllTextAsync(BootFile, Stop));
        Assert.Contains("KIOSK-BOOT", await File.ReadAllTextAsync(Problem, Stop), StringComparison.Ordinal);
        Assert.Null(BootStatus.Read(Status));
    }

    [Fact]
    public async Task FirstBoot_PowerWentWhileTheFileWasWiped_TakesItAsTaken()
    {
        Write(Right);
        await RunAsync();
        await File.WriteAllBytesAsync(BootFile, new byte[200], Stop);

        Assert.Equal(0, (await RunAsync()).ExitCode);

        Assert.All([BootFile, Problem], file => Assert.False(File.Exists(file)));
    }

    [Fact]
    public async Task FirstBoot_DiskCannotBeWritten_LeavesTheFile()
    {
        Write(Right);
        await File.WriteAllTextAsync(Path.Combine(Root, "etc"), "in the way", Stop);

        Assert.Equal(ExitCode.CannotWrite, (await RunAsync()).ExitCode);

        Assert.Equal(4, BootStatus.Read(Status)!.Value.Number);
        Assert.Equal(Right, await File.ReadAllTextAsync(BootFile, Stop));
    }

    [Fact]
    public async Task FirstBoot_ThenEnrol_MakesAStandThatIsCertified()
    {
        var folder = Path.Combine(top, "a");
        await using var authority = await StandInAuthority.StartAsync(folder, folder, TimeProvider.System, Stop);
        await EnrolAsync("0000-0000-0000", expected: ExitCode.Refused);
        Assert.Equal(5, BootStatus.Read(Status)!.Value.Number);

        await EnrolAsync(authority.NewActivationCode(), expected: ExitCode.Done);
        Assert.Null(BootStatus.Read(Status));
        Assert.True(File.Exists(Path.Combine(Root, "var/lib/kiosk/identity/device.pem")));

        async Task EnrolAsync(string code, int expected)
        {
            File.Copy(authority.CaFile, Path.Combine(Stick, "authority-ca.pem"), overwrite: true);
            Write(Right.Replace("https://authority.example", authority.Url.ToString(), StringComparison.Ordinal).Replace(Code, code, StringComparison.Ordinal));
            Assert.Equal(0, (await RunAsync()).ExitCode);
            var (exitCode, _, error) = await KioskProcess.RunAsync(
                "enrol", "--file", Path.Combine(Root, "var/lib/kiosk/enrol.json"), "--forget-code", "--config", Path.Combine(Root, "etc/kiosk/kiosk.json"),
                $"--Authority:CaFile={Path.Combine(Root, "etc/kiosk/authority-ca.pem")}", $"--Identity:Folder={Path.Combine(Root, "var/lib/kiosk/identity")}", "--Identity:Seal=false",
                $"--Vault:Folder={Path.Combine(top, "vault")}", $"--Desk:Socket={Path.Combine(Root, "run/kiosk/desk.sock")}");
            Assert.True(expected == exitCode, error);
        }
    }

    private static string Right => $$"""{ "Facility": { "Code": "1329999997" }, "Authority": { "BaseAddress": "https://authority.example" }, "Setup": { "ActivationCode": "{{Code}}" } }""";

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] words) => KioskProcess.RunAsync(["first-boot", Path.Combine(top, "none"), Stick, "--root", Root, .. words]);

    // Whatever it is worth.
    private void BeEnrolled()
    {
        var identity = Directory.CreateDirectory(Path.Combine(Root, "var/lib/kiosk/identity")).FullName;
        File.WriteAllText(Path.Combine(identity, "device.pem"), TestCertificates.CaPem);
        File.WriteAllText(Path.Combine(identity, "device.json"), "{");
    }

    private void Write(string text, Encoding? encoding = null) => File.WriteAllText(BootFile, text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private string Placed(string name) => File.ReadAllText(Path.Combine(Root, name));
}
