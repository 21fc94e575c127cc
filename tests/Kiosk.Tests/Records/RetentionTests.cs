using Kiosk.Records;

namespace Kiosk.Tests.Records;

public sealed class RetentionTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2026-02-01", "2026-03-31")]
    [InlineData("2026-12-05", "2027-01-31")]
    [InlineData("2028-01-15", "2028-02-29")]
    [InlineData("2026-11-22", "2026-12-31")]
    [InlineData("2100-01-01", "2100-02-28")]
    public void LastDay_GivenDate_IsTheEndOfTheNextMonth(string confirmed, string last) => Assert.Equal(DateOnly.Parse(last), Retention.LastDay(DateOnly.Parse(confirmed)));

    [Fact]
    public void LastDay_EveryDayOfTwoHundredYears_IsTheLastOfTheMonthAfter()
    {
        for (var day = new DateOnly(2000, 1, 1); day.Year < 2200; day = day.AddDays(1))
        {
            var last = Retention.LastDay(day);

            // Told without the rule's own arithmetic: the day after is a first, and exactly one first lies between.
            Assert.Equal(1, last.AddDays(1).Day);
            Assert.Equal((day.Year * 12) + day.Month + 1, (last.Year * 12) + last.Month);
            Assert.False(Retention.IsPast(last, last));
            Assert.True(Retention.IsPast(last, last.AddDays(1)));
            Assert.InRange(last.DayNumber - day.DayNumber, 28, 61);
        }
    }

    [Theory]
    [InlineData("2026-11-30T14:59:59Z", "2026-11-30", "2026-12-31")]
    [InlineData("2026-11-30T15:00:00Z", "2026-12-01", "2027-01-31")]
    [InlineData("2026-12-31T23:59:59-12:00", "2027-01-01", "2027-02-28")]
    public void DateOf_MomentNearMidnight_IsTheDateInJapan(string moment, string day, string last)
    {
        var date = JapanTime.DateOf(DateTimeOffset.Parse(moment));

        Assert.Equal(DateOnly.Parse(day), date);
        Assert.Equal(DateOnly.Parse(last), Retention.LastDay(date));
    }
}
