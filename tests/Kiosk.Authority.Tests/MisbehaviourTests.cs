using Kiosk.Authority.Tests.Desk;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests;

public sealed class MisbehaviourTests
{
    private static readonly TimeSpan RetryWaits = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(16);

    [Theory]
    [InlineData("html", Reason.BadAnswer)]
    [InlineData("oversized", Reason.BadAnswer)]
    [InlineData("badxml", Reason.BadAnswer)]
    [InlineData("dtd", Reason.BadAnswer)]
    [InlineData("wrongvisit", Reason.BadAnswer)]
    [InlineData("wrongfacility", Reason.BadAnswer)]
    [InlineData("error", Reason.BadAnswer)]
    [InlineData("cut", Reason.BadAnswer)]
    [InlineData("reset", Reason.Unreachable)]
    [InlineData("unavailable 1", Reason.Unavailable)]
    [InlineData("unavailable 60", Reason.Unavailable)]
    [InlineData("toomany 1", Reason.TooMany)]
    [InlineData("processing", Reason.Timeout)]
    [InlineData("maintenance", Reason.Unavailable)]
    [InlineData("partial", Reason.Unavailable)]
    public async Task Confirm_AuthorityMisbehaves_CouldNotAskWithinPatienceAndGoodAgainAfterwards(string words, Reason expected)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync(words.Split(' '));
        var begin = desk.Time.GetUtcNow();

        var answer = await desk.Time.DriveAsync(() => authority.ConfirmAsync(question, TestDesk.Cancellation), RetryWaits);

        Assert.Equal(expected, Assert.IsType<AuthorityAnswer.CouldNotAsk>(answer).Reason);
        Assert.InRange(desk.Time.GetUtcNow() - begin, TimeSpan.Zero, Patience + TimeSpan.FromSeconds(2));
        await desk.Server.BehaveAsync("normal");
        Assert.IsType<AuthorityAnswer.Answered>(await desk.AskAsync(authority, "BENCH0000001"));
    }

    [Theory]
    [InlineData("unavailable 1 3")]
    [InlineData("unavailable 0 2")]
    [InlineData("toomany 2 1")]
    [InlineData("error 2")]
    [InlineData("reset 3")]
    [InlineData("cut 1")]
    [InlineData("processing 2")]
    public async Task Confirm_AuthorityRecovers_IsAnsweredAndDecidedOnce(string words)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync(words.Split(' '));

        var answer = await desk.Time.DriveAsync(() => authority.ConfirmAsync(question, TestDesk.Cancellation), RetryWaits);

        Assert.IsType<AuthorityAnswer.Answered>(answer);
        Assert.Equal(1, desk.Server.VisitsDecided);
    }

    [Fact]
    public async Task Confirm_RetryAfter_IsHonoured()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("unavailable", "3", "1");
        desk.Time.Forget();

        var asking = authority.ConfirmAsync(question, TestDesk.Cancellation);
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(3), TestDesk.Cancellation);
        desk.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.IsType<AuthorityAnswer.Answered>(await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation));
    }

    [Fact]
    public async Task Confirm_RetryAfterBeyondAnyVisit_IsToldAtOnceInTheAuthoritysWords()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("unavailable", "60");

        Assert.Equal(new AuthorityAnswer.CouldNotAsk(Reason.Unavailable, "ただいま利用できません。"), await authority.ConfirmAsync(question, TestDesk.Cancellation));
    }

    [Fact]
    public async Task Confirm_FirstAttemptHangs_TheSecondOvertakesIt()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("slow", "300", "1");

        var asking = authority.ConfirmAsync(question, TestDesk.Cancellation);
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(300), TestDesk.Cancellation);
        desk.Time.Advance(TimeSpan.FromSeconds(8));

        Assert.IsType<AuthorityAnswer.Answered>(await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation));
    }

    [Fact]
    public async Task Confirm_AnswerTakesTwelveSeconds_IsStillTaken()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("slow", "12");

        var asking = authority.ConfirmAsync(question, TestDesk.Cancellation);
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(12), TestDesk.Cancellation);
        desk.Time.Advance(TimeSpan.FromSeconds(8));
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(12), TestDesk.Cancellation);
        desk.Time.Advance(TimeSpan.FromSeconds(4));

        Assert.IsType<AuthorityAnswer.Answered>(await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation));
    }

    [Fact]
    public async Task Confirm_NobodyAnswersInTime_TimesOut()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("slow", "300");

        var asking = authority.ConfirmAsync(question, TestDesk.Cancellation);
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(300), TestDesk.Cancellation);
        desk.Time.Advance(Patience);

        Assert.Equal(Reason.Timeout, Assert.IsType<AuthorityAnswer.CouldNotAsk>(await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation)).Reason);
    }

    [Fact]
    public async Task Confirm_CallersDeadline_Surfaces()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("slow", "300");
        using var deadline = new CancellationTokenSource();

        var asking = authority.ConfirmAsync(question, deadline.Token);
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(300), TestDesk.Cancellation);
        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation));
    }

    [Fact]
    public async Task Confirm_NobodyListens_StaffHearWithinSecondsAndItWorksWhenBack()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync("down");
        var begin = desk.Time.GetUtcNow();

        var answer = await desk.Time.DriveAsync(() => authority.ConfirmAsync(question, TestDesk.Cancellation), RetryWaits);

        Assert.Equal(Reason.Unreachable, Assert.IsType<AuthorityAnswer.CouldNotAsk>(answer).Reason);
        Assert.InRange(desk.Time.GetUtcNow() - begin, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        await desk.Server.BehaveAsync("normal");
        Assert.IsType<AuthorityAnswer.Answered>(await authority.ConfirmAsync(question, TestDesk.Cancellation));
    }

    [Fact]
    public async Task GetChallenge_AuthorityMisbehaves_SaysWhatCameInstead()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync("html", "challenges");
        var html = await authority.GetChallengeAsync(TestDesk.Cancellation);
        await desk.Server.BehaveAsync("toomany", "60", "challenges");
        var busy = await authority.GetChallengeAsync(TestDesk.Cancellation);

        Assert.Equal((null, Reason.BadAnswer), (html.Challenge, Assert.IsType<AuthorityAnswer.CouldNotAsk>(html.Instead).Reason));
        Assert.Equal((null, Reason.TooMany), (busy.Challenge, Assert.IsType<AuthorityAnswer.CouldNotAsk>(busy.Instead).Reason));
    }
}
