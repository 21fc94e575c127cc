using Kiosk.Panel.Evdev;

namespace Kiosk.Panel.Tests.Evdev;

/// <summary>A process that listens to the USB keypad as the kernel shows it, until Enter or trouble, and then says what it heard.</summary>
internal static class Listener
{
    public const string Word = "listen";

    public static async Task<int> RunAsync()
    {
        var heard = "";
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Released(char key)
        {
            if (key == '#')
            {
                end.SetResult();
            }
        }

        void OnTrouble(string trouble)
        {
            heard += trouble;
            end.SetResult();
        }

        var device = EvdevChoice.Open("");
        if (device.Trouble is not null)
        {
            await Console.Out.WriteAsync(device.Trouble);
            return 1;
        }

        using var keypad = new EvdevKeypad(device, TimeProvider.System, new Lock(), key => heard += key, Released, OnTrouble);
        await end.Task;
        await Console.Out.WriteAsync(heard);
        return 0;
    }
}
