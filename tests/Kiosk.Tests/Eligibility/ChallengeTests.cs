using System.Text;
using Kiosk.Eligibility;

namespace Kiosk.Tests.Eligibility;

public sealed class ChallengeTests
{
    [Fact]
    public void MessageFor_Visit_IsExactlyTheProtocolsBytes()
    {
        var bytes = Enumerable.Range(0xA0, 32).Select(value => (byte)value).ToArray();
        Assert.True(FacilityCode.TryParse("1329999997", out var facility));

        var message = new Challenge("opaque", bytes, DateTimeOffset.UnixEpoch).MessageFor(Guid.Parse("019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40"), facility);

        Assert.Equal(
            "6B696F736B2D656C69676962696C6974792D7631" + "00"
            + "A0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBF"
            + "019AA7B25C1E7C3A9F540D6B1C2E3F40"
            + "31333239393939393937",
            Convert.ToHexString(message));
        Assert.Equal("kiosk-eligibility-v1", Encoding.ASCII.GetString(message, 0, 20));
        Assert.Equal(20 + 1 + 32 + 16 + 10, message.Length);
    }
}
