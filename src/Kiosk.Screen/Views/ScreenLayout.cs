using System.Drawing;

namespace Kiosk.Screen.Views;

/// <summary>Where what stands. An empty place is not shown.</summary>
internal readonly record struct ScreenLayout(Rectangle Status, Rectangle State, Rectangle Record, Rectangle Today, Rectangle Opened, Rectangle Keys)
{
    public const int SmallestWidth = 60;
    public const int SmallestHeight = 15;

    private const int UsualWidth = 80;
    private const int UsualHeight = 24;
    private const int RoomyWidth = 80;
    private const int RoomyHeight = 20;
    private const int WidestRecord = 100;

    public static bool IsTooSmall(int width, int height) => width < SmallestWidth || height < SmallestHeight;

    /// <summary>Smaller than what everything is made for: parts are left out.</summary>
    public static bool IsSmall(int width, int height) => width < UsualWidth || height < UsualHeight;

    /// <summary>State and record side by side, today's visits below; where there is less room, record and visits share one place.</summary>
    public static ScreenLayout Of(int width, int height, bool hasRecord)
    {
        var rows = height - 2;
        var left = width / 2;
        var isRoomy = width >= RoomyWidth && height >= RoomyHeight;
        var upper = isRoomy ? (rows * 13 / 20) : rows;
        var right = new Rectangle(left, 1, width - left, upper);
        var opened = Math.Min(width - 4, WidestRecord);
        return new(
            Status: new(0, 0, width, 1),
            State: new(0, 1, left, upper),
            Record: isRoomy || hasRecord ? right : Rectangle.Empty,
            Today: isRoomy ? new(0, 1 + upper, width, rows - upper) : hasRecord ? Rectangle.Empty : right,
            Opened: new((width - opened) / 2, 2, opened, height - 4),
            Keys: new(0, height - 1, width, 1));
    }
}
