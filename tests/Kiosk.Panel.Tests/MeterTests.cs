using Kiosk.Bench.Panel;

namespace Kiosk.Panel.Tests;

public sealed class MeterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("slow", 0, 500, 500, 500, 500)]
    [InlineData("slow", 499, 480, 530, 510, 470)]
    [InlineData("fast", 50, 125, 140, 110, 125, 125, 130, 120, 125, 125, 125, 125, 125, 125, 125, 125, 125, 125)]
    [InlineData("double", 10, 625, 125, 125, 125, 625, 125, 125, 125, 625)]
    [InlineData("irregular", 10, 125, 500, 125, 500, 125, 500, 125)]
    [InlineData("irregular", 900, 1100)]
    [InlineData("irregular", 10, 125, 125, 125, 125, 125, 125, 125, 125, 125, 125, 900)]
    [InlineData("irregular", 0, 2500)]
    public void Lamp_StretchesBackwardsFromNow_AreRecognised(string expected, params int[] stretches)
    {
        List<OutputChange> changes = [];
        var (at, on) = (Now, true);
        foreach (var stretch in stretches)
        {
            at -= TimeSpan.FromMilliseconds(stretch);
            changes.Insert(0, new OutputChange(at, on));
            on = !on;
        }

        Assert.Equal(expected, LampMeter.Measure(new OutputRecord(changes[^1].On, [.. changes], changes.Count), Now));
    }

    [Theory]
    [InlineData(true, "steady")]
    [InlineData(false, "off")]
    public void Lamp_NoChangeForTwoSeconds_IsSteadyOrOff(bool isOn, string expected) =>
        Assert.Equal(expected, LampMeter.Measure(new OutputRecord(isOn, [new OutputChange(Now.AddSeconds(-3), isOn)], 1), Now));

    [Fact]
    public void Sound_FiveBeeps_IsUnknown()
    {
        var changes = Enumerable.Range(0, 10).Select(i => new OutputChange(Now.AddMilliseconds(i * 100), int.IsEvenInteger(i))).ToArray();

        Assert.Equal("unknown", Assert.Single(SoundMeter.Measure(new OutputRecord(false, changes, 10))).Sound);
    }
}
