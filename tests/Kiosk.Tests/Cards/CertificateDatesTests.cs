using CsCheck;
using Kiosk.Cards;
using Kiosk.Records;

namespace Kiosk.Tests.Cards;

public sealed class CertificateDatesTests
{
    private static readonly DateTimeOffset From = Japan(2021, 11, 30, 0, 0, 0);
    private static readonly DateTimeOffset End = Japan(2026, 11, 30, 23, 59, 59);

    public static TheoryData<DateTimeOffset, CertificateStanding> Moments => new()
    {
        { From.AddTicks(-1), CertificateStanding.NotYetValid },
        { From, CertificateStanding.Ok },
        { Japan(2026, 8, 30, 23, 59, 59), CertificateStanding.Ok },
        { Japan(2026, 8, 31, 0, 0, 0), CertificateStanding.Expiring },
        { End, CertificateStanding.Expiring },
        { End.AddTicks(1), CertificateStanding.Grace },
        // Three months after 30 November is the end of February.
        { Japan(2027, 2, 28, 23, 59, 59), CertificateStanding.Grace },
        { Japan(2027, 3, 1, 0, 0, 0), CertificateStanding.Dead },
        { Japan(2036, 1, 1, 0, 0, 0), CertificateStanding.Dead },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void Judge_EachSideOfEachBoundary_IsAsTheRuleSays(DateTimeOffset now, CertificateStanding standing) =>
        Assert.Equal(standing, CertificateDates.Judge(From, End, now));

    [Fact]
    public void Judge_EndNearMidnight_CountsJapansMonths()
    {
        // 30 November 00:30 in Japan, the 29th in UTC: February has neither day, so that UTC would give the grace a day more.
        var end = Japan(2026, 11, 30, 0, 30, 0).ToUniversalTime();

        Assert.Equal(CertificateStanding.Grace, CertificateDates.Judge(From, end, Japan(2027, 2, 28, 0, 30, 0)));
        Assert.Equal(CertificateStanding.Dead, CertificateDates.Judge(From, end, Japan(2027, 2, 28, 0, 30, 1)));
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(2026)]
    [InlineData(2099)]
    public void Judge_NoClockToTrust_JudgesNothing(int year) =>
        Assert.Equal(CertificateStanding.NotJudged, CertificateDates.Judge(Japan(year, 1, 1, 0, 0, 0), Japan(year, 2, 1, 0, 0, 0), now: null));

    [Fact]
    public void Judge_CertificateThatNeverEnds_IsOk()
    {
        var never = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

        Assert.Equal(CertificateStanding.Ok, CertificateDates.Judge(From, never, End));
        Assert.Equal(CertificateStanding.Ok, CertificateDates.Judge(From, DateTimeOffset.MaxValue, End));
    }

    [Fact]
    public void Judge_TimeGoesOn_StandingOnlyGrowsWorse() =>
        Gen.Select(Gen.Int[0, 8 * 365 * 24], Gen.Int[0, 8 * 365 * 24]).Sample((a, b) =>
            CertificateDates.Judge(From, End, From.AddHours(Math.Min(a, b) - 24)) is var before
            && CertificateDates.Judge(From, End, From.AddHours(Math.Max(a, b) - 24)) is var after
            && (before == after || before == CertificateStanding.NotYetValid || (before < after && after != CertificateStanding.NotYetValid)));

    private static DateTimeOffset Japan(int year, int month, int day, int hour, int minute, int second) => new(year, month, day, hour, minute, second, JapanTime.Offset);
}
