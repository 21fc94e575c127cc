namespace Kiosk.Pi.Tests.Stories;

/// <summary>A desk whose visitors type on a USB keypad.</summary>
public sealed class UsbKeypadBench() : RunningBench("""{ "Panel": { "Keypad": "evdev" } }""");

/// <summary>A desk with a USB keypad and a voice, but without any GPIO line: any computer can be a stand.</summary>
public sealed class NoLinesBench() : RunningBench("""{ "Panel": { "Chip": "none", "Keypad": "evdev" }, "Identity": { "Method": "pin" } }""");
