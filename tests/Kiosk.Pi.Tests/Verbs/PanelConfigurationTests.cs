using Kiosk.Panel;
using Kiosk.Pi.Configuration;

namespace Kiosk.Pi.Tests.Verbs;

public sealed class PanelConfigurationTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Bind_EverythingThatAPanelCanHave_IsTaken()
    {
        File.WriteAllText(file, """
            { "Panel": {
                "Chip": "none", "Keypad": "evdev", "KeypadDevice": "ACME*", "Volume": 70, "Quiet": { "From": "20:00", "To": "07:30", "Volume": 20 },
                "Lamps": { "Rgb": { "Red": 4, "Green": 5, "Blue": 6, "ActiveLow": true }, "Go": { "Pwm": { "Chip": 1, "Channel": 2 }, "Brightness": 40 } },
                "Buzzer": { "Kind": "passive", "Frequency": 800 },
                "Voice": { "Device": "plughw:1", "Volume": 55, "Language": "en" } } }
            """);

        var panel = KioskConfiguration.Bind(KioskConfiguration.Read(file, []).Configuration!).Options!.Panel;

        Assert.Equal((KeypadKind.Evdev, "ACME*", 70, true), (panel.Keypad, panel.KeypadDevice, panel.Volume, panel.HasKeypad));
        Assert.Equal(new QuietHours { From = new TimeOnly(20, 0), To = new TimeOnly(7, 30), Volume = 20 }, panel.Quiet);
        Assert.Equal(new RgbWiring { Red = 4, Green = 5, Blue = 6, ActiveLow = true }, panel.Lamps.Rgb);
        Assert.Equal((new PwmWiring { Chip = 1, Channel = 2 }, 40), (panel.Lamps.Go.Pwm, panel.Lamps.Go.Brightness));
        Assert.Equal((BuzzerKind.Passive, 800), (panel.Buzzer.Kind, panel.Buzzer.Frequency));
        Assert.Equal(new VoiceOptions { Device = "plughw:1", Volume = 55, Language = "en" }, panel.Voice);
        Assert.Empty(panel.Problems());
    }
}
