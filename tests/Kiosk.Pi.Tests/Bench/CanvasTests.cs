using Kiosk.Bench.Window;

namespace Kiosk.Pi.Tests.Bench;

public sealed class CanvasTests
{
    [Fact]
    public void Put_WideCharacters_TakeTwoColumns()
    {
        var canvas = new Canvas(10, 1);
        canvas.Put(0, 0, "受付ab");

        Assert.Equal("受付ab", canvas.Text(0));
        Assert.Equal(6, Canvas.Columns("受付ab"));
    }

    [Fact]
    public void Put_WideCharacterOnTheEdge_IsLeftOutWhole()
    {
        var canvas = new Canvas(3, 1);
        canvas.Put(0, 0, "ab受");

        Assert.Equal("ab", canvas.Text(0));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 5)]
    [InlineData(50, 0)]
    public void Put_Outside_ChangesNothing(int x, int y)
    {
        var canvas = new Canvas(4, 2);
        canvas.Put(x, y, "abc");

        Assert.Equal(new Canvas(4, 2).Since(last: null), canvas.Since(last: null));
    }

    [Fact]
    public void PutWrapped_LongText_BreaksAtBlanksAndLosesNothing()
    {
        var canvas = new Canvas(12, 5);
        var rows = canvas.PutWrapped(0, 0, 10, "one two three four");

        Assert.Equal(2, rows);
        Assert.Equal(["one two", "three four"], [canvas.Text(0), canvas.Text(1)]);
    }

    [Fact]
    public void Since_SamePicture_SendsNothing()
    {
        var (first, second) = (new Canvas(8, 3), new Canvas(8, 3));
        first.Put(0, 1, "text", "1");
        second.Put(0, 1, "text", "1");

        Assert.Empty(second.Since(first));
    }

    [Fact]
    public void Since_OneRowDiffers_SendsThatRowOnly()
    {
        var (first, second) = (new Canvas(8, 3), new Canvas(8, 3));
        second.Put(0, 1, "text");
        var sent = second.Since(first);

        Assert.StartsWith("\e[2;1H", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[1;1H", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[2J", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Since_OtherSize_SendsEverything() => Assert.StartsWith("\e[2J", new Canvas(8, 3).Since(new Canvas(9, 3)), StringComparison.Ordinal);
}
