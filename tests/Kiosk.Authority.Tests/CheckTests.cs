using Kiosk.Authority.Tests.Desk;
using Kiosk.Eligibility;

namespace Kiosk.Authority.Tests;

public sealed class CheckTests
{
    private const string Notice = "これは試験用の架空の資格確認サーバです。";

    [Fact]
    public async Task Check_AllIsWell_IsAvailableWithNotices()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        var status = await authority.CheckAsync(TestDesk.Cancellation);

        Assert.Equal(new AuthorityStatus(AuthorityState.Available, Notice, VisualGranted: true), status with { Time = null });
        Assert.InRange(status.Time!.Value, TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task Check_Maintenance_TellsTimesAndWords()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync("maintenance", "45");

        var status = await authority.CheckAsync(TestDesk.Cancellation);

        Assert.Equal(AuthorityState.Maintenance, status.State);
        Assert.Equal(TimeSpan.FromMinutes(45), status.Until - status.From);
        Assert.Equal($"計画メンテナンス中です（K0000001）。\n{Notice}", status.Message);
    }

    [Fact]
    public async Task Check_MaintenanceAndDeviceSilent_IsStillMaintenance()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync("maintenance");
        await desk.Server.BehaveAsync("unavailable", "60", "self");

        var status = await authority.CheckAsync(TestDesk.Cancellation);

        Assert.Equal((AuthorityState.Maintenance, null), (status.State, status.VisualGranted));
        Assert.NotNull(status.Until);
    }

    [Theory]
    [InlineData("partial", AuthorityState.Partial)]
    [InlineData("suspended", AuthorityState.Suspended)]
    [InlineData("revoked", AuthorityState.NotEnrolled)]
    [InlineData("unavailable 1 all", AuthorityState.Unreachable)]
    [InlineData("html all", AuthorityState.Unreachable)]
    [InlineData("down", AuthorityState.Unreachable)]
    public async Task Check_OnCommand_SeesIt(string words, AuthorityState expected)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync(words.Split(' '));

        Assert.Equal(expected, (await authority.CheckAsync(TestDesk.Cancellation)).State);
    }

    [Fact]
    public async Task Check_Hangs_IsUnreachableAfterItsPatience()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync("slow", "300", "all");

        var checking = authority.CheckAsync(TestDesk.Cancellation);
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(300), TestDesk.Cancellation);
        desk.Time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(AuthorityState.Unreachable, (await checking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation)).State);
    }

    [Theory]
    [InlineData("""{"state":"banana"}""", """{"state":"active"}""")]
    [InlineData("""{"state":"available"}""", """{"state":"banana"}""")]
    [InlineData("""{"state":"available"}""", "{}")]
    [InlineData("""{"state":"available"}""", "null")]
    [InlineData("""{"state":"available","until":"tomorrow"}""", """{"state":"active"}""")]
    [InlineData("""{"state":7}""", """{"state":"active"}""")]
    public async Task Check_WordsThatNobodyKnows_AreNeverAvailable(string status, string self)
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var odd = await OddServer.StartAsync(context => OddServer.Says(
            200, "application/json", System.Text.Encoding.UTF8.GetBytes(context.Request.Path.Value == "/v1/status" ? status : self))(context));
        using var authority = await desk.ConnectAsync(options: odd.Options);

        Assert.Equal(AuthorityState.Unreachable, (await authority.CheckAsync(TestDesk.Cancellation)).State);
    }

    [Fact]
    public async Task Check_NoticesWithControlCharacters_AreCleaned()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var odd = await OddServer.StartAsync(context => OddServer.Says(
            200,
            "application/json",
            context.Request.Path.Value == "/v1/status"
                ? """{"state":"available","message":"\u001b[2Jall\u202e well"}"""u8.ToArray()
                : """{"state":"active","notices":["one",null,"  ","two"]}"""u8.ToArray())(context));
        using var authority = await desk.ConnectAsync(options: odd.Options);

        Assert.Equal("[2Jall well\none\ntwo", (await authority.CheckAsync(TestDesk.Cancellation)).Message);
    }
}
