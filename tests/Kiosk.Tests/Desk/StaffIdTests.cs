using Kiosk.Alternatives;
using Kiosk.Desk;

namespace Kiosk.Tests.Desk;

public sealed class StaffIdTests
{
    [Theory]
    [InlineData("S07", true)]
    [InlineData("受付 花子", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData(" \u3000", false)]
    [InlineData("S07\nS08", false)]
    [InlineData("\u202ES07", false)]
    [InlineData("\u200B", false)]
    public void IsGood_WhoActs_IsOneLineThatShowsAsItIs(string? staff, bool isGood)
    {
        Assert.Equal(isGood, StaffId.IsGood(staff));
        Assert.Equal(isGood, new CloseRequest(CloseReason.VisitorLeft, staff!).IsComplete);
        Assert.Equal(isGood ? CommandResult.Done : CommandResult.Incomplete, StaffCommandRules.Judge(new StaffCommand(StaffAction.TestLamps, staff!), visit: null).Result);
    }

    [Fact]
    public void IsGood_Endless_IsNot() => Assert.Equal((true, false), (StaffId.IsGood(new string('S', StaffId.Longest)), StaffId.IsGood(new string('S', StaffId.Longest + 1))));
}
