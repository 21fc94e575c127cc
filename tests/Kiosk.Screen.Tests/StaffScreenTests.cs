using Kiosk.Screen.Tests.Rig;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Screen.Tests;

public class StaffScreenTests
{
    [Theory]
    [InlineData("ja", "ターミナルで実行してください")]
    [InlineData("en", "not attached to a terminal")]
    public void Run_WithoutATerminal_SaysSoAndEnds(string language, string told)
    {
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        var before = Console.Error;
        using var error = new StringWriter();
        try
        {
            Console.SetError(error);
            Assert.Equal(StaffScreen.NoTerminal, StaffScreen.Run(new FakeDesk(), new ScreenOptions(language, "x", AsciiBorders: false), new FakeTimeProvider(), CancellationToken.None));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains(told, error.ToString(), StringComparison.Ordinal);
    }
}
