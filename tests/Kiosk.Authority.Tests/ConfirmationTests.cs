using Kiosk.Authority.Tests.Desk;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests;

public sealed class ConfirmationTests
{
    [Theory]
    [InlineData("BENCH0000001", Outcome.Covered, null)]
    [InlineData("BENCH0000002", Outcome.NotCovered, Reason.QualificationLost)]
    [InlineData("BENCH0000003", Outcome.NoRecord, null)]
    [InlineData("BENCH0000004", Outcome.Several, null)]
    [InlineData("BENCH0000005", Outcome.Covered, null)]
    [InlineData("BENCH0000006", Outcome.Covered, null)]
    [InlineData("BENCH0000007", Outcome.Covered, null)]
    [InlineData("BENCH0000010", Outcome.Unknown, Reason.ValidityUnknown)]
    [InlineData("BENCH0000011", Outcome.CouldNotAsk, Reason.ProcessingFailed)]
    [InlineData("NOBODY", Outcome.NoRecord, null)]
    public async Task Confirm_Person_ComesToTheirVerdict(string commonName, Outcome outcome, Reason? reason)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        var answered = Assert.IsType<AuthorityAnswer.Answered>(await desk.AskAsync(authority, commonName));

        Assert.Equal(new Verdict(outcome, reason), Verdict.Of(answered.Confirmation));
    }

    [Fact]
    public async Task Confirm_Elderly_BringsTheRatioOfTheElderlyCertificate()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        var record = await OneRecordAsync(desk, authority, "BENCH0000005");

        Assert.Equal(("020", new DateOnly(2026, 8, 1), new DateOnly(2027, 7, 31)), (record.ElderlyContributionRatio, record.ElderlyValidFrom, record.ElderlyValidUntil));
        Assert.Null(record.ContributionRatio);
        Assert.Equal(
            new LimitCertificate { Classification = "01", Category = "A01", IssuedOn = new DateOnly(2026, 8, 1), ValidFrom = new DateOnly(2026, 8, 1), ValidUntil = new DateOnly(2027, 7, 31) },
            record.Limit);
    }

    [Fact]
    public async Task Confirm_ForeignKanjiMissingBranchImpossibleDate_ComeAsTheyAre()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        var foreign = await OneRecordAsync(desk, authority, "BENCH0000006");
        Assert.Equal(("●橋　架空", "架空　通称", "ｶｸｳ ﾂｳｼｮｳ", "1", "2"), (foreign.Name, foreign.OtherName, foreign.OtherNameKana, foreign.Sex, foreign.BackSex));
        Assert.Null((await OneRecordAsync(desk, authority, "BENCH0000007")).Branch);
        Assert.Equal("19820229", (await OneRecordAsync(desk, authority, "BENCH0000010")).Birthdate?.Unread);
    }

    [Fact]
    public async Task Confirm_Slow_IsWaitedFor()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var asking = desk.AskAsync(authority, "BENCH0000008");
        await desk.Time.WaitBegunAsync(TimeSpan.FromSeconds(5), TestDesk.Cancellation);
        Assert.False(asking.IsCompleted);

        desk.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.IsType<AuthorityAnswer.Answered>(await asking.WaitAsync(SteeredTime.Generous, TimeProvider.System, TestDesk.Cancellation));
        Assert.Equal(1, desk.Server.VisitsDecided);
    }

    [Fact]
    public async Task Confirm_InProcess_IsPolledAtTheAuthoritysPace()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var begin = desk.Time.GetUtcNow();

        var answer = await desk.Time.DriveAsync(() => desk.AskAsync(authority, "BENCH0000009"), atMost: TimeSpan.FromSeconds(2));

        Assert.Equal(Outcome.Covered, Verdict.Of(Assert.IsType<AuthorityAnswer.Answered>(answer).Confirmation).Outcome);
        Assert.Equal(TimeSpan.FromSeconds(2), desk.Time.GetUtcNow() - begin);
        Assert.Equal(2, desk.Server.Requests.Count(request => request.StartsWith("GET /v1/confirmations/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Confirm_SameQuestionTwice_IsDecidedOnce()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));

        var first = Assert.IsType<AuthorityAnswer.Answered>(await authority.ConfirmAsync(question, TestDesk.Cancellation));
        var second = Assert.IsType<AuthorityAnswer.Answered>(await authority.ConfirmAsync(question, TestDesk.Cancellation));

        Assert.Equal(first.Confirmation.Records, second.Confirmation.Records);
        Assert.Equal(1, desk.Server.VisitsDecided);
    }

    [Fact]
    public async Task Confirm_SameQuestionManyTimesAtOnce_IsDecidedOnceAndAnsweredEveryTime()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => authority.ConfirmAsync(question, TestDesk.Cancellation)));

        Assert.All(answers, answer => Assert.IsType<AuthorityAnswer.Answered>(answer));
        Assert.Equal(1, desk.Server.VisitsDecided);
    }

    [Fact]
    public async Task Confirm_SameVisitOtherQuestion_IsOurFault()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await authority.ConfirmAsync(question, TestDesk.Cancellation);

        var answer = await authority.ConfirmAsync(question with { QualificationDate = question.QualificationDate.AddDays(1) }, TestDesk.Cancellation);

        Assert.Equal(Reason.VisitReused, Assert.IsType<AuthorityAnswer.StandRefused>(answer).Reason);
    }

    [Fact]
    public async Task Confirm_ChallengeUsedOrExpired_AsksForANewOne()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var card = TestDesk.Jpki.Issue("BENCH0000001");
        var question = await desk.QuestionAsync(authority, card);
        await authority.ConfirmAsync(question, TestDesk.Cancellation);
        var late = await desk.QuestionAsync(authority, card);
        desk.Time.Advance(TimeSpan.FromSeconds(121));

        Assert.IsType<AuthorityAnswer.ChallengeSpent>(await authority.ConfirmAsync(question with { VisitId = Guid.CreateVersion7() }, TestDesk.Cancellation));
        Assert.IsType<AuthorityAnswer.ChallengeSpent>(await authority.ConfirmAsync(late, TestDesk.Cancellation));
    }

    [Fact]
    public async Task Confirm_ChallengeSpentThenNewProof_SameVisitIsAnswered()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var card = TestDesk.Jpki.Issue("BENCH0000001");
        await desk.Server.BehaveAsync("spent");
        var question = await desk.QuestionAsync(authority, card);
        Assert.IsType<AuthorityAnswer.ChallengeSpent>(await authority.ConfirmAsync(question, TestDesk.Cancellation));

        var again = await desk.QuestionAsync(authority, card);
        var challenge = (await authority.GetChallengeAsync(TestDesk.Cancellation)).Challenge!;
        var answer = await authority.ConfirmAsync(
            again with { VisitId = question.VisitId, Identity = card.Prove(challenge, question.VisitId) },
            TestDesk.Cancellation);

        Assert.IsType<AuthorityAnswer.Answered>(answer);
    }

    [Fact]
    public async Task Confirm_Visual_NeedsNoSignature()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        Assert.IsType<AuthorityAnswer.Answered>(await authority.ConfirmAsync(VisualQuestion(desk), TestDesk.Cancellation));
    }

    [Fact]
    public async Task Confirm_VisualNotGranted_IsRefused()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync("novisual");

        var answer = await authority.ConfirmAsync(VisualQuestion(desk), TestDesk.Cancellation);

        Assert.Equal(Reason.VisualNotGranted, Assert.IsType<AuthorityAnswer.StandRefused>(answer).Reason);
        Assert.False((await authority.CheckAsync(TestDesk.Cancellation)).VisualGranted);
    }

    [Fact]
    public async Task Confirm_WarmConnection_SendsOneRequestOnIt()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.AskAsync(authority, "BENCH0000001");

        var connections = desk.Server.Requests.Where(request => !request.Contains("devices", StringComparison.Ordinal)).Select(request => request.Split(' ')[2]).ToList();

        Assert.Equal(2, connections.Count);
        Assert.Single(connections.Distinct(StringComparer.Ordinal));
    }

    private static ConfirmationQuestion VisualQuestion(TestDesk desk) => new(
        Guid.CreateVersion7(), new DateOnly(2026, 11, 22), TestDesk.Jpki.Issue("BENCH0000001").Certificate, new IdentityProof.Visual("受付 01", desk.Time.GetUtcNow()));

    private static async Task<EligibilityRecord> OneRecordAsync(TestDesk desk, HttpAuthority authority, string commonName) =>
        Assert.Single(Assert.IsType<AuthorityAnswer.Answered>(await desk.AskAsync(authority, commonName)).Confirmation.Records);
}
