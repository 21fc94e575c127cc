using System.Device.Gpio;

namespace Kiosk.Panel.Outputs;

/// <summary>A lamp or an active buzzer on a line of its own.</summary>
internal sealed class LineOutput(Lines lines, int line, bool activeLow) : Output
{
    public override void Open() => lines.Open(line, PinMode.Output, LevelWhen(on: false));

    protected override void Switch(bool on) => lines.Write(line, LevelWhen(on));

    private PinValue LevelWhen(bool on) => on ^ activeLow;
}
