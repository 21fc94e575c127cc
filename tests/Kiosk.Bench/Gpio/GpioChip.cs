using System.Globalization;
using System.Text;
using Kiosk.Bench.Usb;

namespace Kiosk.Bench.Gpio;

/// <summary>
/// A GPIO chip that is plugged in and pulled out, with contacts between its lines: a folder, which <c>gpio-chip.so</c> makes look like <c>/dev/gpiochip0</c> to the one program
/// that it is preloaded into with <see cref="Folder"/> in its environment as BENCH_GPIO.
/// </summary>
public sealed class GpioChip : IDisposable
{
    /// <summary>What the kernel calls the chip behind the header of a Raspberry Pi 4.</summary>
    public const string HeaderLabel = "pinctrl-bcm2711";

    private const int HeaderLines = 28, AllLines = 58;
    private readonly FileStream hand;

    /// <summary>A chip that is plugged in.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="label">The kernel's label for it.</param>
    /// <param name="names">What its lines are called; null: GPIO0 to GPIO27, and thirty without a name.</param>
    public GpioChip(string folder, string label = HeaderLabel, IEnumerable<string>? names = null) : this(folder, Make(folder, label, names))
    {
    }

    private GpioChip(string folder, FileStream hand) => (Folder, this.hand) = (Path.GetFullPath(folder), hand);

    /// <summary>The library for LD_PRELOAD.</summary>
    public static string Library => Path.Combine(AppContext.BaseDirectory, "gpio-chip.so");

    /// <summary>The value of BENCH_GPIO.</summary>
    public string Folder { get; }

    /// <summary>All changes of lines that the program drives, oldest first.</summary>
    public IReadOnlyList<LineChange> Changes => File.Exists(ChangesFile) ? [.. File.ReadLines(ChangesFile).Select(LineChange.Read)] : [];

    /// <summary>A chip that another process made.</summary>
    public static GpioChip In(string folder) => new(folder, OpenHand(folder));

    private string Device => DeviceIn(Folder);

    private string ChangesFile => Path.Combine(Folder, "changes");

    /// <summary>What a line is driven to now, or was last; null: it never was.</summary>
    public bool? LevelOf(int line) => Changes.Where(change => change.Line == line).Select(change => (bool?)change.High).LastOrDefault();

    /// <summary>Joins two lines, or parts them.</summary>
    public void Contact(int one, int other, bool closed) => Tell(string.Create(CultureInfo.InvariantCulture, $"{one} {other} {(closed ? 1 : 0)}"));

    /// <summary>Another program holds a line.</summary>
    public void Occupy(int line, string user) => File.WriteAllText(Path.Combine(Folder, "used"), string.Create(CultureInfo.InvariantCulture, $"{line} {user}\n"));

    /// <summary>Nobody may open it.</summary>
    public void Forbid() => File.SetUnixFileMode(Device, UnixFileMode.None);

    /// <summary>Pulls it out.</summary>
    public void Unplug()
    {
        File.Delete(Device);
        Tell("unplug");
    }

    /// <inheritdoc />
    public void Dispose() => hand.Dispose();

    private static FileStream Make(string folder, string label, IEnumerable<string>? names)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(DeviceIn(folder), [label, .. names ?? Enumerable.Range(0, AllLines).Select(line => line < HeaderLines ? $"GPIO{line}" : "")]);
        Fifo.Make(HandIn(folder));
        return OpenHand(folder);
    }

    private static string DeviceIn(string folder) => Path.Combine(folder, "gpiochip0");

    private static string HandIn(string folder) => Path.Combine(folder, "hand");

    private static FileStream OpenHand(string folder) => Fifo.Open(HandIn(folder), FileAccess.ReadWrite);

    private void Tell(string what) => hand.Write(Encoding.ASCII.GetBytes(what + "\n"));
}

/// <summary>What became of a line that the program drives.</summary>
/// <param name="Line">Its offset.</param>
/// <param name="High">Its level from then on.</param>
/// <param name="At">When, as a timestamp of the system's clock.</param>
public readonly record struct LineChange(int Line, bool High, long At)
{
    internal static LineChange Read(string line)
    {
        var words = line.Split(' ');
        return new LineChange(int.Parse(words[0], CultureInfo.InvariantCulture), words[1] == "1", long.Parse(words[2], CultureInfo.InvariantCulture));
    }
}
