using System.Text;
using Kiosk.Authority.Wire;
using Kiosk.Cards;
using Kiosk.Eligibility;

namespace Kiosk.Authority.Tests.Wire;

/// <summary>The bodies, byte for byte as the contract draws them.</summary>
public sealed class RequestsTests
{
    private static readonly Guid VisitId = Guid.Parse(Sample.VisitId);

    [Theory]
    [InlineData(SignatureAlgorithm.RS256)]
    [InlineData(SignatureAlgorithm.ES384)]
    public void Confirmation_Pin_HasProofAndNoVisual(SignatureAlgorithm algorithm) => Assert.Equal(
        $$$"""{"visitId":"019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40","facilityCode":"1329999997","qualificationDate":"2026-11-02","method":"pin","certificate":"-_8A","proof":{"challengeId":"c/1","algorithm":"{{{algorithm}}}","signature":"_w"}}""",
        Written(new IdentityProof.Signature("c/1", new CardSignature(algorithm, new byte[] { 0xFF }))));

    [Fact]
    public void Confirmation_Visual_HasVisualInUtcAndNoProof() => Assert.Equal(
        """{"visitId":"019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40","facilityCode":"1329999997","qualificationDate":"2026-11-02","method":"visual","certificate":"-_8A","visual":{"staff":"s-1","confirmedAt":"2026-11-22T01:30:15Z"}}""",
        Written(new IdentityProof.Visual("s-1", new DateTimeOffset(2026, 11, 22, 10, 30, 15, TimeSpan.FromHours(9)))));

    [Fact]
    public void Challenge_IsAnEmptyObject() => Assert.Equal("{}", Encoding.UTF8.GetString(Requests.Challenge));

    private static string Written(IdentityProof identity) => Encoding.UTF8.GetString(Requests.Confirmation(
        new ConfirmationQuestion(VisitId, new DateOnly(2026, 11, 2), new byte[] { 0xFB, 0xFF, 0x00 }, identity), Desk.TestDesk.Facility));
}
