using Kiosk.Authority.Tests.Desk;

namespace Kiosk.Authority.Tests;

public sealed class EnrolmentTests
{
    private const UnixFileMode Mode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Mode700 = Mode600 | UnixFileMode.UserExecute;

    [Fact]
    public async Task Enrol_GoodCode_WritesAnIdentityThatServes()
    {
        await using var desk = await TestDesk.OpenAsync();

        var enrolled = Assert.IsType<EnrolmentResult.Enrolled>(await desk.EnrolAsync());

        Assert.Equal("K0000001", enrolled.DeviceId);
        Assert.Equal("架空健診センター", enrolled.FacilityName);
        Assert.True(enrolled.VisualGranted);
        Assert.InRange(enrolled.NotAfter - desk.Time.GetUtcNow(), TimeSpan.FromDays(89), TimeSpan.FromDays(91));
        var identity = desk.LoadIdentity();
        Assert.Equal(("K0000001", "1329999997", "架空健診センター", enrolled.NotAfter), (identity.DeviceId, identity.FacilityCode, identity.FacilityName, identity.NotAfter));
        using var authority = new HttpAuthority(desk.Options, identity, TestDesk.Facility, desk.Time);
        Assert.NotNull((await authority.GetChallengeAsync(TestDesk.Cancellation)).Challenge);
    }

    [Fact]
    public async Task Enrol_GoodCode_OnlyTheOwnerReadsTheKeyAndNothingElseIsLeft()
    {
        await using var desk = await TestDesk.OpenAsync();

        await desk.EnrolAsync();

        Assert.Equal(Mode700, File.GetUnixFileMode(desk.IdentityFolder));
        Assert.Equal(Mode600, File.GetUnixFileMode(Path.Combine(desk.IdentityFolder, "device.key")));
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", await File.ReadAllTextAsync(Path.Combine(desk.IdentityFolder, "device.key"), TestDesk.Cancellation), StringComparison.Ordinal);
        Assert.Equal("device.json device.key device.pem", string.Join(' ', Directory.EnumerateFiles(desk.IdentityFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Enrol_WrongCode_IsRefusedInTheAuthoritysWords()
    {
        await using var desk = await TestDesk.OpenAsync();

        var refused = Assert.IsType<EnrolmentResult.ActivationRefused>(await desk.EnrolAsync("0000-0000-0000"));

        Assert.StartsWith("アクティベーションコード", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(IdentityTrouble.NotEnrolled, DeviceIdentity.Load(desk.IdentityFolder).Trouble);
        Assert.Empty(Directory.EnumerateFiles(desk.IdentityFolder));
    }

    [Fact]
    public async Task Enrol_UsedCode_IsRefusedAndTheIdentityStays()
    {
        await using var desk = await TestDesk.OpenAsync();
        var code = desk.Server.NewActivationCode();
        await desk.EnrolAsync(code);
        var before = await File.ReadAllTextAsync(Path.Combine(desk.IdentityFolder, "device.key"), TestDesk.Cancellation);

        Assert.IsType<EnrolmentResult.ActivationRefused>(await desk.EnrolAsync(code));

        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(desk.IdentityFolder, "device.key"), TestDesk.Cancellation));
        Assert.Equal("K0000001", desk.LoadIdentity().DeviceId);
    }

    [Fact]
    public async Task Enrol_ExpiredCode_IsRefused()
    {
        await using var desk = await TestDesk.OpenAsync();
        var code = desk.Server.NewActivationCode();
        desk.Time.Advance(TimeSpan.FromHours(25));

        Assert.IsType<EnrolmentResult.ActivationRefused>(await desk.EnrolAsync(code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("受付の一番")]
    [InlineData("a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name")]
    public async Task Enrol_OddDeviceName_IsNoObstacle(string deviceName)
    {
        await using var desk = await TestDesk.OpenAsync();

        var result = await Enrolment.EnrolAsync(desk.Options, TestDesk.Facility, deviceName, desk.Server.NewActivationCode(), desk.IdentityFolder, desk.Time, TestDesk.Cancellation);

        // An empty name is for the authority to refuse.
        Assert.Equal(deviceName.Length == 0, result is EnrolmentResult.StandRefused { Reason: Visits.Reason.Malformed });
        Assert.Equal(deviceName.Length > 0, result is EnrolmentResult.Enrolled);
    }

    [Fact]
    public async Task Enrol_Again_ReplacesTheIdentity()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();

        Assert.IsType<EnrolmentResult.Enrolled>(await desk.EnrolAsync());

        Assert.Equal("K0000002", desk.LoadIdentity().DeviceId);
    }

    [Fact]
    public async Task Enrol_FolderCannotBeMade_SpendsNoCode()
    {
        await using var desk = await TestDesk.OpenAsync();
        var file = Path.Combine(desk.Root, "file");
        await File.WriteAllTextAsync(file, "", TestDesk.Cancellation);
        var code = desk.Server.NewActivationCode();

        Assert.IsType<EnrolmentResult.FolderNotWritable>(await desk.EnrolAsync(code, folder: Path.Combine(file, "device")));

        Assert.IsType<EnrolmentResult.Enrolled>(await desk.EnrolAsync(code));
    }

    [Fact]
    public async Task Enrol_AuthorityOfAnotherCa_IsToldAndSpendsNoCode()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var other = await TestDesk.OpenAsync();
        var code = desk.Server.NewActivationCode();

        Assert.IsType<EnrolmentResult.AuthorityUntrusted>(await desk.EnrolAsync(code, options: new AuthorityOptions(desk.Server.Url, other.Server.CaFile)));

        Assert.IsType<EnrolmentResult.Enrolled>(await desk.EnrolAsync(code));
    }

    [Fact]
    public async Task Enrol_NobodyListens_CannotReach()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.Server.BehaveAsync("down");

        Assert.IsType<EnrolmentResult.CannotReach>(await desk.EnrolAsync("any"));
    }

    [Fact]
    public async Task Enrol_AuthorityUnavailable_SaysSo()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.Server.BehaveAsync("unavailable", "30", "all");

        var unavailable = Assert.IsType<EnrolmentResult.Unavailable>(await desk.EnrolAsync());

        Assert.Equal("ただいま利用できません。", unavailable.Detail);
    }

    [Theory]
    [InlineData("http://localhost", "authority-ca.pem", AuthorityOptionsTrouble.NotHttps)]
    [InlineData("https://localhost", "missing.pem", AuthorityOptionsTrouble.CaFileUnreadable)]
    [InlineData("https://localhost", "devices.json", AuthorityOptionsTrouble.CaFileEmpty)]
    public async Task Enrol_OptionsUnusable_SaysWhich(string address, string caFile, AuthorityOptionsTrouble expected)
    {
        await using var desk = await TestDesk.OpenAsync();
        desk.Server.NewActivationCode();
        var options = new AuthorityOptions(new Uri(address), Path.Combine(desk.Root, "authority", caFile));

        Assert.Equal(new EnrolmentResult.OptionsUnusable(expected), await desk.EnrolAsync(options: options));
    }
}
