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
    public GpioChip(string folder, string label = HeaderLabel, IEnumerable<string>? names = null)
    {
        Folder = Path.GetFullPath(folder);
        File.WriteAllLines(Device, [label, .. names ?? Enumerable.Range(0, AllLines).Select(line => line < HeaderLines ? $"GPIO{line}" : "")]);
        var fifo = Path.Combine(Folder, "hand");
        Fifo.Make(fifo);
        hand = Fifo.Open(fifo, FileAccess.ReadWrite);
    }

    /// <summary>The library for LD_PRELOAD.</summary>
    public static string Library => Path.Combine(AppContext.BaseDirectory, "gpio-chip.so");

    /// <summary>The value of BENCH_GPIO.</summary>
    public string Folder { get; }

    /// <summary>All changes of lines that the program drives, oldest first.</summary>
    public IReadOnlyList<(int Line, bool High)> Changes => File.Exists(ChangesFile)
        ? [.. File.ReadLines(ChangesFile).Select(change => change.Split(' ')).Select(change => (int.Parse(change[0], CultureInfo.InvariantCulture), change[1] == "1"))]
        : [];

    private string Device => Path.Combine(Folder, "gpiochip0");

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

    private void Tell(string what) => hand.Write(Encoding.ASCII.GetBytes(what + "\n"));
}
