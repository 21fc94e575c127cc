using CsCheck;
using Kiosk.Desk;
using Kiosk.Records;

namespace Kiosk.Tests.Records;

/// <summary>A clock that follows a time server, and whether it is believed.</summary>
public sealed class ClockTrustTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, JapanTime.Offset);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Look_NeverBelievedBefore_IsBelievedOnceItFollows()
    {
        var trust = ClockTrust.Since(believed: null);
        Assert.Equal(ClockState.Unsynchronized, trust.State);
        Assert.Equal(ClockState.Unsynchronized, trust.Look(follows: false, Noon, Second).State);
        Assert.Equal(ClockState.Synchronized, trust.Look(follows: true, Noon, Second).State);
    }

    [Theory]
    [InlineData(0, ClockState.Synchronized)]
    [InlineData(8, ClockState.Synchronized)]
    [InlineData(9, ClockState.Doubtful)]
    [InlineData(1100, ClockState.Doubtful)]
    [InlineData(-1, ClockState.Synchronized)]
    [InlineData(-2, ClockState.Doubtful)]
    public void Look_AfterBeingSwitchedOff_IsDoubtedWhenItIsFar(int days, ClockState state)
    {
        var trust = ClockTrust.Since(new DateOnly(2026, 11, 22));

        Assert.Equal(state, trust.Look(follows: true, new DateTimeOffset(2026, 11, 22, 0, 0, 0, JapanTime.Offset).AddDays(days), TimeSpan.Zero).State);
    }

    [Fact]
    public void Look_SwitchedOffAndCountedSince_TheCountIsNoAbsence()
    {
        var trust = ClockTrust.Since(new DateOnly(2026, 11, 22)).Look(follows: false, Noon, Minute);

        Assert.Equal(ClockState.Synchronized, trust.Look(follows: true, Noon.AddDays(20), TimeSpan.FromDays(20)).State);
    }

    [Theory]
    [InlineData(24, ClockState.Synchronized)]
    [InlineData(25, ClockState.Doubtful)]
    [InlineData(-24, ClockState.Synchronized)]
    [InlineData(-25, ClockState.Doubtful)]
    public void Look_SetWhileItRuns_IsDoubtedWhenItIsFar(int hours, ClockState state)
    {
        var trust = Believed();

        Assert.Equal(state, trust.Look(follows: true, Noon.AddHours(hours) + Minute, Minute).State);
    }

    [Fact]
    public void Look_RunsForAYear_IsBelieved()
    {
        var trust = Believed();
        for (var day = 1; day < 366; day++)
        {
            trust = trust.Look(follows: day % 7 > 0, Noon.AddDays(day), TimeSpan.FromDays(day));
            Assert.Equal(day % 7 > 0 ? ClockState.Synchronized : ClockState.Unsynchronized, trust.State);
        }
    }

    [Fact]
    public void Look_SetBack_IsBelievedAgain()
    {
        var trust = Believed().Look(follows: true, Noon.AddYears(3), Minute);
        Assert.Equal(ClockState.Doubtful, trust.State);

        Assert.Equal(ClockState.Synchronized, trust.Look(follows: true, Noon + (2 * Minute), 2 * Minute).State);
    }

    [Fact]
    public void Look_FarForDaysAndNobodyToAsk_IsBelievedInTheEnd()
    {
        var wrong = Noon.AddYears(3);
        var trust = Believed().Look(follows: true, wrong, Minute);

        trust = trust.Look(follows: true, wrong + ClockTrust.Patience - Second, Minute + ClockTrust.Patience - Second);
        Assert.Equal(ClockState.Doubtful, trust.State);
        trust = trust.Look(follows: true, wrong + ClockTrust.Patience, Minute + ClockTrust.Patience);
        Assert.Equal(ClockState.Synchronized, trust.State);
        // From then on it is where it should be.
        Assert.Equal(ClockState.Synchronized, trust.Look(follows: true, wrong + ClockTrust.Patience + Minute, Minute + ClockTrust.Patience + Minute).State);
    }

    [Fact]
    public void Look_SetAgainWhileDoubted_WaitsAnew()
    {
        var trust = Believed().Look(follows: true, Noon.AddYears(3), Minute);
        var later = Minute + TimeSpan.FromDays(6);
        trust = trust.Look(follows: true, Noon.AddYears(4) + later, later);

        Assert.Equal(ClockState.Doubtful, trust.Look(follows: true, Noon.AddYears(4) + later + TimeSpan.FromDays(6), later + TimeSpan.FromDays(6)).State);
        Assert.Equal(ClockState.Synchronized, trust.Look(follows: true, Noon.AddYears(4) + later + TimeSpan.FromDays(7), later + TimeSpan.FromDays(7)).State);
    }

    [Fact]
    public void Look_NoTimeServerMeanwhile_WaitsAnew()
    {
        var wrong = Noon.AddYears(3);
        var trust = Believed().Look(follows: true, wrong, Minute).Look(follows: false, wrong + TimeSpan.FromDays(6), TimeSpan.FromDays(6));
        Assert.Equal(ClockState.Unsynchronized, trust.State);

        Assert.Equal(ClockState.Doubtful, trust.Look(follows: true, wrong + TimeSpan.FromDays(8), TimeSpan.FromDays(8)).State);
    }

    [Fact]
    public void Hear_TheAuthorityHasTheSameDate_IsBelievedAtOnce()
    {
        var right = Noon.AddDays(90);
        var trust = ClockTrust.Since(new DateOnly(2026, 11, 22)).Look(follows: true, right, Second);
        Assert.Equal(ClockState.Doubtful, trust.State);

        trust = trust.Hear(right.AddHours(-24), right, 2 * Second);
        Assert.Equal(ClockState.Synchronized, trust.State);
        Assert.Equal(ClockState.Synchronized, trust.Look(follows: true, right + Second, 3 * Second).State);
    }

    [Fact]
    public void Hear_TheAuthorityHasTheSameDateButNoTimeServerSetTheClock_IsNotBelieved() =>
        Assert.Equal(ClockState.Unsynchronized, ClockTrust.Since(believed: null).Look(follows: false, Noon, Second).Hear(Noon, Noon, Second).State);

    [Fact]
    public void Hear_TheAuthorityHasAnotherDate_IsDoubtedForAsLong()
    {
        var trust = Believed().Hear(Noon.AddDays(-2), Noon, Minute);
        Assert.Equal(ClockState.Doubtful, trust.State);

        // However long, and although it is where it should be.
        trust = trust.Look(follows: true, Noon.AddDays(30), TimeSpan.FromDays(30));
        Assert.Equal(ClockState.Doubtful, trust.State);

        Assert.Equal(ClockState.Synchronized, trust.Hear(Noon.AddDays(30), Noon.AddDays(30), TimeSpan.FromDays(30)).State);
    }

    [Fact]
    public void Hear_AnotherDateThenTheClockIsSet_TheClockIsLookedAtAnew()
    {
        var trust = Believed().Look(follows: true, Noon.AddYears(3), Minute).Hear(Noon, Noon.AddYears(3), Minute);

        Assert.Equal(ClockState.Synchronized, trust.Look(follows: true, Noon + (2 * Minute), 2 * Minute).State);
    }

    [Fact]
    public void Hear_AnotherDateBeforeTheClockFollows_IsDoubtedWhenItDoes()
    {
        var trust = ClockTrust.Since(believed: null).Look(follows: false, Noon, Second).Hear(Noon.AddYears(-1), Noon, Second);
        Assert.Equal(ClockState.Unsynchronized, trust.State);

        Assert.Equal(ClockState.Doubtful, trust.Look(follows: true, Noon + Second, 2 * Second).State);
    }

    [Fact]
    public void Mistrust_TheAuthoritysCertificateIsOutOfDateByADoubtedClock_IsNeverBelieved()
    {
        var wrong = Noon.AddYears(3);
        var trust = Believed().Look(follows: true, wrong, Minute).Mistrust();

        trust = trust.Look(follows: true, wrong.AddDays(60), Minute + TimeSpan.FromDays(60));
        Assert.Equal(ClockState.Doubtful, trust.State);
        Assert.Equal(ClockState.Synchronized, trust.Hear(wrong.AddDays(60), wrong.AddDays(60), Minute + TimeSpan.FromDays(60)).State);
    }

    [Fact]
    public void Mistrust_ABelievedClock_StaysBelieved() => Assert.Equal(ClockState.Synchronized, Believed().Mistrust().Look(follows: true, Noon + Minute, Minute).State);

    [Fact]
    public void Look_AnySteps_ABelievedDateIsNeverFurtherThanItMayBe() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 300], Gen.Bool).Array[1, 40].Sample(steps =>
        {
            // Nobody is asked, and no week passes: the clock is set by chance, a little or far.
            var (trust, clock, counted, right) = (Believed(), Noon, TimeSpan.Zero, Noon);
            foreach (var (hours, days, follows) in steps)
            {
                counted += Minute;
                right += Minute;
                clock = days > 200 ? right.AddHours(hours - 20) : right.AddDays(days - 100);
                trust = trust.Look(follows, clock, counted);
                if (trust.State == ClockState.Synchronized)
                {
                    Assert.True((clock - right).Duration() <= ClockTrust.Near);
                    right = clock;
                }
            }
        });

    private static ClockTrust Believed()
    {
        var trust = ClockTrust.Since(believed: null).Look(follows: true, Noon, TimeSpan.Zero);
        Assert.Equal(ClockState.Synchronized, trust.State);
        return trust;
    }
}
