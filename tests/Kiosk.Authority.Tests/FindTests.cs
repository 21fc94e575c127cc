using Kiosk.Authority.Tests.Desk;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests;

/// <summary>What a stand learns after a restart about a visit that it had asked about before.</summary>
public sealed class FindTests
{
    [Fact]
    public async Task Find_AnsweredBefore_GivesThatAnswerAndDecidesNothingAgain()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await authority.ConfirmAsync(question, TestDesk.Cancellation);

        // Another process: a stand that was started again.
        using var restarted = await desk.ConnectAsync();
        var found = Assert.IsType<AuthorityAnswer.Answered>(await restarted.FindAsync(question.VisitId, TestDesk.Cancellation));

        Assert.Equal(Outcome.Covered, Verdict.Of(found.Confirmation).Outcome);
        Assert.Equal(1, desk.Server.VisitsDecided);
    }

    [Fact]
    public async Task Find_CardRefusedBefore_IsRefusedAgain()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, new TestJpki("Another JPKI").Issue("BENCH0000001"));
        await authority.ConfirmAsync(question, TestDesk.Cancellation);

        Assert.Equal(Reason.CertificateUntrusted, Assert.IsType<AuthorityAnswer.CardRefused>(await authority.FindAsync(question.VisitId, TestDesk.Cancellation)).Reason);
    }

    [Fact]
    public async Task Find_NeverAsked_IsNull()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        Assert.Null(await authority.FindAsync(Guid.CreateVersion7(), TestDesk.Cancellation));
    }

    [Fact]
    public async Task Find_AuthorityAway_IsNotNeverAsked()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await desk.Server.BehaveAsync("down");

        Assert.IsType<AuthorityAnswer.CouldNotAsk>(await authority.FindAsync(Guid.CreateVersion7(), TestDesk.Cancellation));
    }
}
