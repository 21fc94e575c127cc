namespace Kiosk.Accounts.Tests;

public sealed class TotpTests
{
    // RFC 6238, appendix B: "12345678901234567890" with SHA-1, cut to six digits.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheRfcsMoments_IsTheRfcs(long seconds, string code) => Assert.Equal(code, Totp.CodeAt(Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void Code_OfAnotherStep_TakenWhereItIsTheNextOne(int seconds, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
        Assert.Equal(isTaken, Totp.StepOf(Secret, Totp.CodeAt(Secret, now.AddSeconds(seconds)), now, last: 0) is not null);
    }

    [Fact]
    public void Code_Taken_IsTakenOnce()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
        var code = Totp.CodeAt(Secret, now);
        var step = Totp.StepOf(Secret, code, now, last: 0);
        Assert.NotNull(step);
        Assert.Null(Totp.StepOf(Secret, code, now, step.Value));
        Assert.NotNull(Totp.StepOf(Secret, Totp.CodeAt(Secret, now.AddSeconds(30)), now.AddSeconds(30), step.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870822")]
    [InlineData("２８７０８２")]
    public void Code_Nonsense_NotTaken(string? code) => Assert.Null(Totp.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(59), last: 0));

    [Fact]
    public void NewSecret_EachTime_IsAnotherThatMakesCodes()
    {
        var secrets = Enumerable.Range(0, 20).Select(_ => Totp.NewSecret()).ToList();
        Assert.Equal(20, secrets.Distinct(StringComparer.Ordinal).Count());
        Assert.All(secrets, secret =>
        {
            Assert.Matches("^[A-Z2-7]{32}$", secret);
            Assert.NotNull(Totp.CodeAt(secret, DateTimeOffset.UnixEpoch));
        });
    }

    [Fact]
    public void Picture_OfASecret_FitsASmallScreen()
    {
        var factor = Totp.Show(Secret);
        Assert.InRange(factor.Picture.Count, 10, 19);
        Assert.All(factor.Picture, line => Assert.Equal(factor.Picture[0].Length, line.Length));
        Assert.InRange(factor.Picture[0].Length, 20, 40);
    }
}
