using Kiosk.Desk;
using Kiosk.Screen.Model;

namespace Kiosk.Screen.Tests.Model;

public class DeskCallsTests
{
    [Fact]
    public void Answer_ComesBack() => Assert.Equal(7, Call(_ => Task.FromResult(7), TestContext.Current.CancellationToken));

    [Fact]
    public void Unreachable_IsAResult() => Assert.Equal(-1, Call(_ => Task.FromException<int>(new DeskUnreachableException()), TestContext.Current.CancellationToken));

    [Fact]
    public void Defect_IsThrownOnTheScreensThread() => Assert.Throws<InvalidOperationException>(() => Call(_ => Task.FromException<int>(new InvalidOperationException()), TestContext.Current.CancellationToken));

    [Fact]
    public void Answer_AfterTheScreenWasClosed_IsDropped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Null(Call(_ => Task.FromResult(7), stop.Token));
        Assert.Null(Call(Task.FromCanceled<int>, stop.Token));
    }

    private static int? Call(Func<CancellationToken, Task<int>> call, CancellationToken stop)
    {
        var posted = new List<Action>();
        int? got = null;
        new DeskCalls(posted.Add, stop).Start(call, value => got = value, () => got = -1);
        posted.ForEach(action => action());
        return got;
    }
}
