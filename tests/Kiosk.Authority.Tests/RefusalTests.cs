using System.Security.Cryptography;
using Kiosk.Authority.Tests.Desk;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests;

/// <summary>Refusals for real, each with its own cause.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Confirm_SignatureOverAnotherVisit_IsInvalid()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));

        var answer = await authority.ConfirmAsync(question with { VisitId = Guid.CreateVersion7() }, TestDesk.Cancellation);

        AssertCardRefused(Reason.SignatureInvalid, answer);
    }

    [Fact]
    public async Task Confirm_SignatureOfAnotherKey_IsInvalidAndSpendsTheChallenge()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        using var other = RSA.Create(2048);
        var card = TestDesk.Jpki.Issue("BENCH0000001");
        var question = await desk.QuestionAsync(authority, card with { Key = other });

        AssertCardRefused(Reason.SignatureInvalid, await authority.ConfirmAsync(question, TestDesk.Cancellation));
        AssertCardRefused(Reason.SignatureInvalid, await authority.ConfirmAsync(question, TestDesk.Cancellation));
        Assert.IsType<AuthorityAnswer.ChallengeSpent>(await authority.ConfirmAsync(question with { VisitId = Guid.CreateVersion7() }, TestDesk.Cancellation));
        Assert.Equal(2, desk.Server.VisitsDecided);
    }

    [Fact]
    public async Task Confirm_CertificateOfAnotherCa_IsUntrusted()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        AssertCardRefused(Reason.CertificateUntrusted, await AskWithAsync(desk, authority, new TestJpki("Test JPKI").Issue("BENCH0000001")));
    }

    [Fact]
    public async Task Confirm_NoCertificateAtAll_IsUntrusted()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var card = TestDesk.Jpki.Issue("BENCH0000001");

        AssertCardRefused(Reason.CertificateUntrusted, await AskWithAsync(desk, authority, card with { Certificate = [1, 2, 3] }));
    }

    [Fact]
    public async Task Confirm_LostCard_IsRevoked()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        AssertCardRefused(Reason.CertificateRevoked, await desk.AskAsync(authority, "BENCH0000012"));
    }

    [Theory]
    [InlineData(-85, null)]
    [InlineData(-95, Reason.CertificateExpired)]
    [InlineData(400, null)]
    public async Task Confirm_CertificateEndsInDays_GraceOfThreeMonths(int days, Reason? refused)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        var answer = await AskWithAsync(desk, authority, TestDesk.Jpki.Issue("BENCH0000001", notAfter: desk.Time.GetUtcNow().AddDays(days)));

        Assert.Equal(refused, (answer as AuthorityAnswer.CardRefused)?.Reason);
        Assert.Equal(refused is null, answer is AuthorityAnswer.Answered);
    }

    [Fact]
    public async Task Confirm_CertificateNotYetValid_IsUntrusted()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();

        AssertCardRefused(Reason.CertificateUntrusted, await AskWithAsync(desk, authority, TestDesk.Jpki.Issue("BENCH0000001", notBefore: desk.Time.GetUtcNow().AddDays(2))));
    }

    [Fact]
    public async Task Confirm_OtherFacilityThanEnrolled_IsMalformed()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync(TestDesk.Code("0110113719"));

        AssertStandRefused(Reason.Malformed, await desk.AskAsync(authority, "BENCH0000001"));
    }

    [Fact]
    public async Task Confirm_VisitIdOfVersion4_IsMalformed()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));

        AssertStandRefused(Reason.Malformed, await authority.ConfirmAsync(question with { VisitId = new Guid("b5b38a4f-6c6b-4c6e-9a0e-6a7a9f0d3c11") }, TestDesk.Cancellation));
    }

    [Theory]
    [InlineData("suspended", Reason.DeviceSuspended)]
    [InlineData("revoked", Reason.DeviceUnknown)]
    public async Task Confirm_DeviceOutOfService_IsRefused(string word, Reason expected)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var question = await desk.QuestionAsync(authority, TestDesk.Jpki.Issue("BENCH0000001"));
        await desk.Server.BehaveAsync(word);

        AssertStandRefused(expected, await authority.ConfirmAsync(question, TestDesk.Cancellation));
        AssertStandRefused(expected, (await authority.GetChallengeAsync(TestDesk.Cancellation)).Instead);
    }

    private static async Task<AuthorityAnswer> AskWithAsync(TestDesk desk, HttpAuthority authority, TestCard card) =>
        await authority.ConfirmAsync(await desk.QuestionAsync(authority, card), TestDesk.Cancellation);

    private static void AssertCardRefused(Reason expected, AuthorityAnswer? answer)
    {
        var refused = Assert.IsType<AuthorityAnswer.CardRefused>(answer);
        Assert.Equal(expected, refused.Reason);
        Assert.NotNull(refused.Detail);
    }

    private static void AssertStandRefused(Reason expected, AuthorityAnswer? answer)
    {
        var refused = Assert.IsType<AuthorityAnswer.StandRefused>(answer);
        Assert.Equal(expected, refused.Reason);
        Assert.NotNull(refused.Detail);
    }
}
