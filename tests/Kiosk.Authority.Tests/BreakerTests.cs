using Kiosk.Authority.Tests.Desk;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests;

/// <summary>A silent authority costs a visitor a short look, and never a refusal on old news.</summary>
public sealed class BreakerTests
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("down")]
    [InlineData("error all")]
    [InlineData("reset all")]
    [InlineData("tls otherca")]
    public async Task Check_AuthorityFailsAgainAndAgain_IsHaltedUntilItAnswers(string words)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync(words.Split(' '));
        Assert.Null((await authority.CheckAsync(TestDesk.Cancellation)).HaltedSince);

        var halted = await HaltAsync(authority);

        Assert.InRange(halted.HaltedSince!.Value, desk.Time.Start, desk.Time.GetUtcNow());
        Assert.NotEqual(AuthorityState.Available, halted.State);
        var still = await authority.CheckAsync(TestDesk.Cancellation);
        Assert.Equal(halted.HaltedSince, still.HaltedSince);
        await desk.Server.BehaveAsync("normal");
        var back = await authority.CheckAsync(TestDesk.Cancellation);
        Assert.Equal((AuthorityState.Available, null), (back.State, back.HaltedSince));
    }

    [Fact]
    public async Task Confirm_Halted_WaitsNoLongerThanALook()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("down");
        await HaltAsync(authority);
        // Now it takes connections, and says nothing.
        await desk.Server.BehaveAsync("normal");
        await desk.Server.BehaveAsync("slow", "300", "all");
        var begin = desk.Time.GetUtcNow();

        var asking = authority.ConfirmAsync(question, TestDesk.Cancellation);
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(300), TestDesk.Cancellation);
        desk.Time.Advance(LongestLook);
        var answer = await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation);

        Assert.Equal(Reason.Unreachable, Assert.IsType<AuthorityAnswer.CouldNotAsk>(answer).Reason);
        Assert.InRange(desk.Time.GetUtcNow() - begin, TimeSpan.Zero, LongestLook + TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task Confirm_HaltedButTheAuthorityIsBack_IsAnsweredAtOnce()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("down");
        await HaltAsync(authority);
        await desk.Server.BehaveAsync("normal");

        // No watch looked meanwhile, and not a moment passed.
        Assert.IsType<AuthorityAnswer.Answered>(await authority.ConfirmAsync(question, TestDesk.Cancellation));

        Assert.Null((await authority.CheckAsync(TestDesk.Cancellation)).HaltedSince);
    }

    [Fact]
    public async Task Confirm_BackWhileALookHangs_IsNotRefusedForThatLooksSake()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("down");
        await HaltAsync(authority);
        await desk.Server.BehaveAsync("normal");
        await desk.Server.BehaveAsync("slow", "300", "1", "status");
        var looking = authority.CheckAsync(TestDesk.Cancellation);
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(300), TestDesk.Cancellation);

        var asking = authority.ConfirmAsync(question, TestDesk.Cancellation);
        desk.Time.Advance(LongestLook);

        Assert.IsType<AuthorityAnswer.Answered>(await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation));
        Assert.Equal(AuthorityState.Unreachable, (await looking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation)).State);
    }

    [Fact]
    public async Task Confirm_GivenUpByManyVisitors_HaltsNothing()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("slow", "300");
        for (var visitor = 0; visitor < 5; visitor++)
        {
            using var gone = new CancellationTokenSource();
            var asking = authority.ConfirmAsync(question, gone.Token);
            await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(300), TestDesk.Cancellation);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation));
        }

        Assert.Null((await authority.CheckAsync(TestDesk.Cancellation)).HaltedSince);
    }

    [Fact]
    public async Task Confirm_AuthorityAsksToWait_HaltsNothing()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync("unavailable", "60");
        for (var visitor = 0; visitor < 5; visitor++)
        {
            Assert.IsType<AuthorityAnswer.CouldNotAsk>(await desk.AskAsync(authority, "BENCH0000001"));
        }

        Assert.Null((await authority.CheckAsync(TestDesk.Cancellation)).HaltedSince);
    }

    private static async Task<AuthorityStatus> HaltAsync(HttpAuthority authority)
    {
        for (var look = 0; look < 5; look++)
        {
            if (await authority.CheckAsync(TestDesk.Cancellation) is { HaltedSince: not null } status)
            {
                return status;
            }
        }

        throw new TimeoutException("It was never halted.");
    }
}
