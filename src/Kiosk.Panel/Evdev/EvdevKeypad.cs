using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kiosk.Panel.Evdev;

/// <summary>
/// Tells each press of a USB numeric keypad once. A thread of its own sleeps in the kernel until a key moves; which key it was stands in one buffer, which is zeroed
/// before the next event is read.
/// </summary>
internal sealed class EvdevKeypad : IDisposable
{
    private readonly EvdevOpened device;
    private readonly Lock gate;
    private readonly Action<string> onTrouble;
    private readonly KeyPresses presses;
    private readonly StuckKey stuckKey;
    private readonly AnonymousPipeServerStream stop = new(PipeDirection.Out);
    private readonly byte[] record = GC.AllocateArray<byte>(KeyPresses.RecordSize, pinned: true);
    private readonly Thread thread;
    private bool isClosed;

    /// <param name="device">A device without trouble, as <see cref="EvdevChoice.Open"/> gives it; from here on it belongs to the keypad.</param>
    /// <param name="time">The clock.</param>
    /// <param name="gate">The panel's lock, held whenever one of the following is called. They must return at once and not dispose of the keypad.</param>
    /// <param name="pressed">Told '0' to '9', '*' (clear) or '#' (confirm) once for each press.</param>
    /// <param name="released">Told the same when that key is up again, or when it is not known any more to be down.</param>
    /// <param name="onTrouble">Told once what is wrong and what to do when the keypad goes away; it tells nothing from then on.</param>
    /// <param name="stuck">Told true when keys are down longer than <see cref="StuckKey.After"/>, and false when all are up again.</param>
    public EvdevKeypad(EvdevOpened device, TimeProvider time, Lock gate, Action<char> pressed, Action<char> released, Action<string> onTrouble, Action<bool>? stuck = null)
    {
        this.device = device;
        this.gate = gate;
        this.onTrouble = onTrouble;
        stuckKey = new StuckKey(time, gate, stuck);
        presses = new KeyPresses(pressed, released, stuckKey.OnAnyDown);
        thread = new Thread(Read) { IsBackground = true, Name = "USB keypad" };
        thread.Start();
    }

    /// <summary>Tells nothing any more and gives the device back. Not to be called under the panel's lock.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            isClosed = true;
            stuckKey.Dispose();
        }

        stop.WriteByte(0);
        thread.Join();
        stop.Dispose();
        device.File!.Dispose();
    }

    private void Read()
    {
        // Both files stay open until this thread has ended.
        while (Native.WaitToRead(device.File!, stop.ClientSafePipeHandle))
        {
            if (ReadOne() is { } trouble)
            {
                Fail(trouble);
                return;
            }
        }
    }

    private string? ReadOne()
    {
        try
        {
            switch (Native.Read(device.File!, ref record[0], record.Length))
            {
                case KeyPresses.RecordSize:
                    lock (gate)
                    {
                        if (!isClosed)
                        {
                            presses.Take(record);
                        }
                    }

                    return null;
                case < 0 when Marshal.GetLastPInvokeError() is var error && error != Native.NoDevice:
                    return error is Native.Interrupted or Native.Again ? null : $"The USB keypad '{device.Name}' cannot be read: {Marshal.GetPInvokeErrorMessage(error)}. Plug it in again.";
                default:
                    return $"The USB keypad '{device.Name}' is unplugged: plug it in again.";
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(record);
        }
    }

    private void Fail(string trouble)
    {
        lock (gate)
        {
            if (!isClosed)
            {
                // In this order: a stuck key that goes with the keypad must not look like a keypad that works again.
                onTrouble(trouble);
                presses.ForgetAll();
            }
        }
    }
}
