using Kiosk.Panel;
using Kiosk.Signals;

namespace Kiosk.Bench.Panel;

/// <summary>
/// What goes over the panel's socket. A request is one byte. A contact's byte is never a digit, neither as a number nor in ASCII, and is overwritten by the next one:
/// the desk's memory, in which the server lives, must not come to hold what was typed.
/// </summary>
internal static class PanelWire
{
    public const int Contacts = 12;
    public const byte AskRecord = 0x10;
    public const byte AskLooks = 0x11;
    public const byte AskRests = 0x12;
    public const byte Unplug = 0x13;
    public const byte Plug = 0x14;
    public const byte Done = 0x15;
    public const byte AskHeard = 0x16;

    private const byte Contact = 0x80;
    private const byte Closed = 0x40;

    public static string SocketPath(string folder) => Path.Combine(folder, "panel.sock");

    public static byte Encode(int contact, bool closed) => (byte)(Contact | (closed ? Closed : 0) | contact);

    /// <summary>Null when the byte means no contact.</summary>
    public static (int Number, bool Closed)? Decode(byte request) =>
        (request & Contact) != 0 && (request & 0x3F) < Contacts ? (request & 0x3F, (request & Closed) != 0) : null;

    public static byte[] Write(SimulatedGpioDriver driver, Wiring wiring, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(now.UtcTicks);
        foreach (var lamp in Enum.GetValues<Lamp>())
        {
            writer.Write(wiring.Lamps[lamp].Colour);
            Write(writer, driver.RecordOf(wiring.Lamps[lamp].Line));
        }

        Write(writer, driver.RecordOf(wiring.Buzzer.Line));
        writer.Flush();
        return stream.ToArray();
    }

    public static PanelRecord Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return new PanelRecord(
            ReadTime(reader),
            Enum.GetValues<Lamp>().ToDictionary(lamp => lamp, _ => (reader.ReadString(), ReadOutput(reader))),
            ReadOutput(reader));
    }

    private static void Write(BinaryWriter writer, OutputRecord output)
    {
        writer.Write(output.IsOn);
        writer.Write(output.ChangeCount);
        writer.Write(output.Changes.Length);
        foreach (var change in output.Changes)
        {
            writer.Write(change.At.UtcTicks);
            writer.Write(change.On);
        }
    }

    private static OutputRecord ReadOutput(BinaryReader reader)
    {
        var (isOn, count, changes) = (reader.ReadBoolean(), reader.ReadInt32(), new OutputChange[reader.ReadInt32()]);
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = new OutputChange(ReadTime(reader), reader.ReadBoolean());
        }

        return new OutputRecord(isOn, changes, count);
    }

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);
}

/// <summary>What the panel's outputs did until a moment.</summary>
internal sealed record PanelRecord(DateTimeOffset Now, IReadOnlyDictionary<Lamp, (string Colour, OutputRecord Output)> Lamps, OutputRecord Buzzer);
