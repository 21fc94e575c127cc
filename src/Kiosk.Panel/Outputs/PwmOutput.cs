using System.Device.Pwm;

namespace Kiosk.Panel.Outputs;

/// <summary>A lamp or a passive buzzer on a channel of the kernel's PWM, as bright or as loud as wanted.</summary>
/// <param name="lines">Whose trouble it shares.</param>
/// <param name="frequency">Hertz.</param>
/// <param name="duty">The share of the time that it is on, 0 to 1; asked whenever it is switched on.</param>
internal sealed class PwmOutput(Lines lines, PwmWiring wiring, int frequency, Func<double> duty) : Output
{
    private PwmChannel? channel;

    public override void Open() => lines.Try(Name, Take);

    public override void Close()
    {
        base.Close();
        lines.Try(Name, () => channel?.Dispose());
    }

    protected override void Switch(bool on) => lines.Try(Name, () =>
    {
        if (on)
        {
            channel!.DutyCycle = duty();
            channel.Start();
        }
        else
        {
            channel!.Stop();
        }
    });

    private void Take()
    {
        if (KernelPwm.Trouble(wiring) is { } trouble)
        {
            throw new IOException(trouble);
        }

        try
        {
            channel = PwmChannel.Create(wiring.Chip, wiring.Channel, frequency, dutyCyclePercentage: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(KernelPwm.Words(e), e);
        }
    }

    private string Name => $"PWM chip {wiring.Chip}, channel {wiring.Channel}";
}
