using System.Net;
using System.Text;
using Kiosk.Authority.Wire;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests.Wire;

/// <summary>The contract's table of codes, and what is not in it.</summary>
public sealed class AnswersTests
{
    private static readonly ConfirmationQuestion Question =
        new(Guid.Parse(Sample.VisitId), new DateOnly(2026, 11, 22), new byte[] { 1 }, new IdentityProof.Signature("c", new CardSignature(SignatureAlgorithm.RS256, new byte[] { 1 })));

    [Theory]
    [InlineData(400, "malformed", nameof(AuthorityAnswer.StandRefused), Reason.Malformed)]
    [InlineData(401, "device-unknown", nameof(AuthorityAnswer.StandRefused), Reason.DeviceUnknown)]
    [InlineData(401, "activation-refused", nameof(AuthorityAnswer.CouldNotAsk), Reason.BadAnswer)]
    [InlineData(403, "device-suspended", nameof(AuthorityAnswer.StandRefused), Reason.DeviceSuspended)]
    [InlineData(403, "visual-not-granted", nameof(AuthorityAnswer.StandRefused), Reason.VisualNotGranted)]
    [InlineData(404, "visit-unknown", nameof(AuthorityAnswer.CouldNotAsk), Reason.BadAnswer)]
    [InlineData(409, "challenge-spent", nameof(AuthorityAnswer.ChallengeSpent), null)]
    [InlineData(409, "visit-reused", nameof(AuthorityAnswer.StandRefused), Reason.VisitReused)]
    [InlineData(422, "signature-invalid", nameof(AuthorityAnswer.CardRefused), Reason.SignatureInvalid)]
    [InlineData(422, "certificate-untrusted", nameof(AuthorityAnswer.CardRefused), Reason.CertificateUntrusted)]
    [InlineData(422, "certificate-revoked", nameof(AuthorityAnswer.CardRefused), Reason.CertificateRevoked)]
    [InlineData(422, "certificate-expired", nameof(AuthorityAnswer.CardRefused), Reason.CertificateExpired)]
    [InlineData(429, "too-many", nameof(AuthorityAnswer.CouldNotAsk), Reason.TooMany)]
    [InlineData(503, "unavailable", nameof(AuthorityAnswer.CouldNotAsk), Reason.Unavailable)]
    [InlineData(500, "unavailable", nameof(AuthorityAnswer.CouldNotAsk), Reason.BadAnswer)]
    [InlineData(422, "of-tomorrow", nameof(AuthorityAnswer.CouldNotAsk), Reason.BadAnswer)]
    [InlineData(409, "device-unknown", nameof(AuthorityAnswer.CouldNotAsk), Reason.BadAnswer)]
    public void OfConfirmation_Problem_IsTheTables(int status, string code, string kind, Reason? reason)
    {
        var answer = Answers.OfConfirmation(Problem(status, $"{{\"type\":\"urn:kiosk:{code}\",\"title\":\"t\",\"status\":{status},\"detail\":\" 窓口へ \"}}"), Question.VisitId, Desk.TestDesk.Facility);

        Assert.Equal(kind, answer.ToString());
        var (told, detail) = answer switch
        {
            AuthorityAnswer.StandRefused refused => ((Reason?)refused.Reason, refused.Detail),
            AuthorityAnswer.CardRefused refused => (refused.Reason, refused.Detail),
            AuthorityAnswer.CouldNotAsk could => (could.Reason, could.Detail),
            _ => (null, null),
        };
        Assert.Equal((reason, reason is null ? null : "窓口へ"), (told, detail));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void OfConfirmation_ProxysOutage_IsUnavailable(int status)
    {
        var answer = Answers.OfConfirmation(new Exchange.Reply((HttpStatusCode)status, "text/html", "x"u8.ToArray(), RetryAfter: null), Question.VisitId, Desk.TestDesk.Facility);

        Assert.Equal(new AuthorityAnswer.CouldNotAsk(Reason.Unavailable, Detail: null), answer);
    }

    [Theory]
    [InlineData("application/xml", Sample.VisitId, true)]
    [InlineData("APPLICATION/XML", Sample.VisitId, true)]
    [InlineData("text/html", Sample.VisitId, false)]
    [InlineData(null, Sample.VisitId, false)]
    [InlineData("application/xml", "019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f41", false)]
    [InlineData("application/xml", "", false)]
    public void OfConfirmation_Result_MustBeXmlOfThisVisit(string? media, string visitId, bool taken)
    {
        var reply = new Exchange.Reply(HttpStatusCode.OK, media, Encoding.UTF8.GetBytes(Sample.Message(visitId: visitId)), RetryAfter: null);

        var answer = Answers.OfConfirmation(reply, Question.VisitId, Desk.TestDesk.Facility);

        Assert.Equal(taken ? nameof(AuthorityAnswer.Answered) : nameof(AuthorityAnswer.CouldNotAsk), answer.ToString());
    }

    [Fact]
    public void OfConfirmation_OtherFacilitysResult_IsABadAnswer()
    {
        var reply = new Exchange.Reply(HttpStatusCode.OK, "application/xml", Encoding.UTF8.GetBytes(Sample.Message()), RetryAfter: null);

        Assert.Equal(new AuthorityAnswer.CouldNotAsk(Reason.BadAnswer, Detail: null), Answers.OfConfirmation(reply, Question.VisitId, Desk.TestDesk.Code("0110113719")));
    }

    [Fact]
    public void OfConfirmation_Detail_IsBoundedAndHarmless()
    {
        var answer = Answers.OfConfirmation(Problem(422, $"{{\"type\":\"urn:kiosk:certificate-revoked\",\"detail\":\"a\\u0000\\n{new string('い', 600)}\"}}"), Question.VisitId, Desk.TestDesk.Facility);

        Assert.Equal("a " + new string('い', 498), Assert.IsType<AuthorityAnswer.CardRefused>(answer).Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"urn:kiosk:challenge-spent\"")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":\"challenge-spent\"}")]
    [InlineData("{\"type\":\"urn:kiosk:challenge-spent\"")]
    public void OfConfirmation_BrokenProblem_CouldNotAsk(string json) =>
        Assert.Equal(new AuthorityAnswer.CouldNotAsk(Reason.BadAnswer, Detail: null), Answers.OfConfirmation(Problem(409, json), Question.VisitId, Desk.TestDesk.Facility));

    [Theory]
    [InlineData("""{"challengeId":"a","challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","expiresAt":"2026-11-22T01:30:15Z","more":{}}""", true)]
    [InlineData("""{"challengeId":"","challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","expiresAt":"2026-11-22T01:30:15Z"}""", false)]
    [InlineData("""{"challengeId":"a","challenge":"AAAA","expiresAt":"2026-11-22T01:30:15Z"}""", false)]
    [InlineData("""{"challengeId":"a","challenge":"!","expiresAt":"2026-11-22T01:30:15Z"}""", false)]
    [InlineData("""{"challengeId":"a","challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", false)]
    [InlineData("{}", false)]
    public void OfChallenge_MustBeWhole(string json, bool taken)
    {
        var result = Answers.OfChallenge(new Exchange.Reply(HttpStatusCode.Created, "application/json", Encoding.UTF8.GetBytes(json), RetryAfter: null));

        Assert.Equal(taken, result.Challenge is not null);
        Assert.Equal(taken ? null : new AuthorityAnswer.CouldNotAsk(Reason.BadAnswer, Detail: null), result.Instead);
    }

    private static Exchange.Reply Problem(int status, string json) =>
        new((HttpStatusCode)status, "application/problem+json", Encoding.UTF8.GetBytes(json), RetryAfter: null);
}
