using Kiosk.Pi.SignIn;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.SignIn;

public sealed class AttemptsTests
{
    private const uint Me = 1000;
    private readonly FakeTimeProvider time = new();
    private readonly Attempts attempts;

    public AttemptsTests() => attempts = new Attempts(time);

    [Fact]
    public void Wait_AfterWrongOnes_GrowsSlowlyAndEndsWithARightOne()
    {
        var waits = new List<int>();
        for (var failure = 0; failure < 12; failure++)
        {
            waits.Add(attempts.WaitSeconds(Me, "tanaka"));
            time.Advance(TimeSpan.FromSeconds(waits[^1]));
            Assert.Equal(0, attempts.WaitSeconds(Me, "tanaka"));
            attempts.Failed(Me, "tanaka");
        }

        Assert.Equal([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
        time.Advance(TimeSpan.FromSeconds(60));
        attempts.Succeeded(Me, "tanaka");
        attempts.Failed(Me, "tanaka");
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, attempts.WaitSeconds(Me, "tanaka"));
    }

    [Fact]
    public void Wait_ForAnotherAccount_OnlyAfterMany()
    {
        for (var failure = 0; failure < 9; failure++)
        {
            attempts.Failed(Me, $"x{failure}");
        }

        Assert.Equal(0, attempts.WaitSeconds(Me, "tanaka"));
        attempts.Failed(Me, "x9");
        Assert.Equal(1, attempts.WaitSeconds(Me, "tanaka"));
    }

    [Fact]
    public void Wait_OfAnotherUserOfTheComputer_IsNotMine()
    {
        for (var failure = 0; failure < 100; failure++)
        {
            attempts.Failed(Me + 1, "tanaka");
        }

        Assert.Equal(0, attempts.WaitSeconds(Me, "tanaka"));
        Assert.Equal(60, attempts.WaitSeconds(Me + 1, "tanaka"));
    }

    [Fact]
    public void Wait_AfterAQuarterOfAnHour_IsForgotten()
    {
        for (var failure = 0; failure < 100; failure++)
        {
            attempts.Failed(Me, "tanaka");
        }

        time.Advance(TimeSpan.FromMinutes(15));
        attempts.Failed(Me, "tanaka");
        Assert.Equal(0, attempts.WaitSeconds(Me, "tanaka"));
    }

    [Fact]
    public void Remembered_OfManyIds_AreFew()
    {
        for (var n = 0; n < 5000; n++)
        {
            attempts.Failed(Me, $"x{n}");
        }

        Assert.Equal(5, attempts.WaitSeconds(Me, "x0"));
    }
}
