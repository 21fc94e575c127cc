namespace Kiosk.Pi.Tests.Verbs;

/// <summary>What a technician meets when something is not right: the key, the cure, and a documented exit code.</summary>
public sealed class RunProblemsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kiosk").FullName;

    private string CaFile => Write("ca.pem", TestCertificates.CaPem);

    private string CaFolder
    {
        get
        {
            Directory.CreateDirectory(Path.Combine(folder, "jpki"));
            Write("jpki/ca.pem", TestCertificates.CaPem);
            return Path.Combine(folder, "jpki");
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Run_NothingConfigured_NamesEveryMissingKey()
    {
        var (exitCode, _, error) = await KioskProcess.RunAsync("run", "--config", Write("kiosk.json", "{}"));
        Assert.Equal(78, exitCode);
        Assert.All(["Facility:Code", "Authority:BaseAddress", "Authority:CaFile", "Card:CaFolder"], key => Assert.Contains(key, error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Facility:Code", "1329999996", "check digit")]
    [InlineData("Facility:Code", "13", "ten digits")]
    [InlineData("Identity:Method", "face", "pin (method B) or visual (method A)")]
    [InlineData("Authority:BaseAddress", "http://localhost", "https")]
    [InlineData("Authority:BaseAddress", "https://localhost/v1/", "without /v1")]
    [InlineData("Authority:CaFile", "/nowhere/ca.pem", "/nowhere/ca.pem")]
    [InlineData("Card:CaFolder", "/nowhere", "/nowhere")]
    [InlineData("Card:Profiles:0:Aid", "D392", "Card:Profiles:0:Aid is 'D392': it must be 5 to 16 bytes in hex")]
    [InlineData("Card:Profiles:0:Aid", "D392F0002", "Card:Profiles:0:Aid is 'D392F0002'")]
    [InlineData("Card:Profiles:0:Aid", "no hex at all", "Card:Profiles:0:Aid is 'no hex at all'")]
    [InlineData("Card:Profiles:0:Pin", "18", "Card:Profiles:0:Pin is '18': it must be a file id of four hex digits")]
    [InlineData("Card:Profiles:0:Algorithm", "RS512", "Card:Profiles:0:Algorithm is 'RS512': it must be RS256 or ES384")]
    [InlineData("Card:Profiles:0:Name", "next", "Card:Profiles:0:Key is missing")]
    [InlineData("Repeat:SameMonth", "never", "Repeat:SameMonth is 'never': it must be ask")]
    [InlineData("Repeat:SameMonth", "1", "Repeat:SameMonth is '1'")]
    [InlineData("Audit:KeepYears", "0", "Audit:KeepYears is 0: it must be 1 to 50 years")]
    [InlineData("Audit:KeepYears", "51", "Audit:KeepYears is 51")]
    [InlineData("Audit:KeepYears", "long", "Audit:KeepYears")]
    [InlineData("Export:Folder", "exports", "Export:Folder is 'exports': it must be the whole path")]
    [InlineData("Face:Folder", "face", "Face:Folder is 'face': it must be the whole path")]
    [InlineData("Export:Formats", "xml, pdf", "Export:Formats holds 'pdf': it must be some of")]
    [InlineData("Export:Formats", ",", "Export:Formats holds ''")]
    [InlineData("Export:Formats", "ticket", "Export:Formats holds 'ticket'")]
    [InlineData("Export:Encoding", "euc-jp", "Export:Encoding is 'euc-jp': it must be utf-8 or shift_jis")]
    [InlineData("Metrics:Port", "80", "Metrics:Port is 80: it must be 1024 to 65535")]
    [InlineData("Metrics:Port", "0.0.0.0:9464", "Metrics:Port")]
    [InlineData("Deadlines:PinIdle", "-00:00:01", "Deadlines:PinIdle")]
    [InlineData("Deadlines:PinIdle", "soon", "Deadlines:PinIdle")]
    [InlineData("Panel:KeyMap", "12", "Panel:KeyMap")]
    [InlineData("Panel:Buzzer:Line", "-1", "Panel:Buzzer:Line is -1: a line's offset cannot be negative")]
    [InlineData("Panel:Rows:0", "", "Panel:Rows:0 is '': it must be a line's offset, such as 17, or the kernel's name for it")]
    [InlineData("Panel:Keypad", "usb", "Panel:Keypad")]
    [InlineData("Panel:Volume", "101", "Panel:Volume is 101: it must be 0 to 100")]
    [InlineData("Panel:Quiet:From", "20:00", "Panel:Quiet needs both From and To")]
    [InlineData("Panel:Quiet:From", "late", "Panel:Quiet:From")]
    [InlineData("Panel:Voice:Language", "fr", "Panel:Voice:Language is 'fr'")]
    [InlineData("Panel:Voice:Device", "hw:0", "plughw:0")]
    [InlineData("Panel:Lamps:Rgb:Red", "16", "Panel:Columns:0 and Panel:Lamps:Rgb:Red are both line 16")]
    public async Task Run_WrongValue_NamesTheKeyAndTheCure(string key, string value, string told)
    {
        var (exitCode, _, error) = await RunAsync($"--{key}={value}");
        Assert.Equal(78, exitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ExportsWithinTheVault_AreRefused() =>
        Assert.Contains("for nobody but the stand", (await RunAsync($"--Export:Folder={folder}/identity/../vault/out")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Run_FaceReaderAndExportsInOneFolder_AreRefused() =>
        Assert.Contains("its own results", (await RunAsync($"--Export:Folder={folder}/out", $"--Face:Folder={folder}/out/")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Run_NotEnrolled_SaysHowToEnrol()
    {
        var (exitCode, _, error) = await RunAsync();
        Assert.Equal(78, exitCode);
        Assert.Contains("kiosk enrol", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoSuchFile_SaysSo()
    {
        var (exitCode, _, error) = await KioskProcess.RunAsync("run", "--config", "/nowhere/kiosk.json");
        Assert.Equal(78, exitCode);
        Assert.Contains("/nowhere/kiosk.json", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BrokenJson_NamesTheFile()
    {
        var (exitCode, _, error) = await KioskProcess.RunAsync("run", "--config", Write("kiosk.json", "{ \"Facility\": "));
        Assert.Equal(78, exitCode);
        Assert.Contains("kiosk.json", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Facilty:Code=1329999997")]
    [InlineData("--nonsense")]
    public async Task Run_UnknownSetting_UsageError(string setting)
    {
        var (exitCode, _, error) = await RunAsync(setting);
        Assert.Equal(64, exitCode);
        Assert.Contains(setting, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoVerb_UsageError() => Assert.Equal(64, (await KioskProcess.RunAsync()).ExitCode);

    [Fact]
    public async Task Help_ListsVerbsAndExitCodes()
    {
        var (exitCode, output, _) = await KioskProcess.RunAsync("--help");
        Assert.Equal(0, exitCode);
        Assert.All(["run", "screen", "enrol", "selftest", "64", "69", "73", "77", "78"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Screen_NoTerminal_SaysSo()
    {
        var (exitCode, _, error) = await KioskProcess.RunAsync("screen", "--config", Write("kiosk.json", "{}"));
        Assert.Equal(69, exitCode);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Enrol_AuthorityAway_SaysWhere()
    {
        var (exitCode, _, error) = await EnrolAsync("--Authority:BaseAddress=https://127.0.0.1:9", $"--Identity:Folder={folder}/identity");
        Assert.Equal(69, exitCode);
        Assert.Contains("127.0.0.1:9", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_FolderNotWritable_NamesTheFolder()
    {
        var (exitCode, _, error) = await EnrolAsync("--Authority:BaseAddress=https://127.0.0.1:9", "--Identity:Folder=/dev/null/identity");
        Assert.Equal(73, exitCode);
        Assert.Contains("/dev/null/identity", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selftest_NotEnrolled_TellsWhatPassedAndWhatFailed()
    {
        var (exitCode, output, _) = await KioskProcess.RunAsync(["selftest", .. Settings()]);
        Assert.Equal(78, exitCode);
        Assert.Contains("ok    card CAs", output, StringComparison.Ordinal);
        Assert.Contains("FAIL  identity", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selftest_UsbKeypadNotPluggedIn_IsNoPanelThatWorks()
    {
        var (_, output, _) = await KioskProcess.RunAsync(["selftest", .. Settings(), "--Panel:Chip=none", "--Panel:Keypad=evdev", "--Panel:KeypadDevice=No such keypad"]);
        Assert.Contains("FAIL  panel: Panel:KeypadDevice is No such keypad", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] more) => KioskProcess.RunAsync(["run", .. Settings(), .. more]);

    private Task<(int ExitCode, string Output, string Error)> EnrolAsync(params string[] more) =>
        KioskProcess.RunAsync(["enrol", "--activation", "CODE", .. Settings(), .. more]);

    private string[] Settings() =>
    [
        "--config", Write("kiosk.json", "{}"), "--Facility:Code=1329999997", "--Authority:BaseAddress=https://localhost:1", $"--Authority:CaFile={CaFile}",
        $"--Card:CaFolder={CaFolder}", $"--Identity:Folder={folder}/identity", $"--Vault:Folder={folder}/vault", $"--Desk:Socket={folder}/desk.sock",
    ];

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
