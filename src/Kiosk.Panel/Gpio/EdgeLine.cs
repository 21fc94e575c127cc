using System.Buffers.Binary;
using System.Device.Gpio;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Panel.Gpio;

/// <summary>An input line whose edges the kernel tells (linux/gpio.h, second version: Linux 5.10 and later), on a thread that sleeps until there is one.</summary>
internal sealed class EdgeLine : IDisposable
{
    private const nuint GetLine = 0xC250B407; // _IOWR(0xB4, 7, struct gpio_v2_line_request)
    private const nuint GetValues = 0xC010B40E; // _IOWR(0xB4, 14, struct gpio_v2_line_values)
    private const int RequestSize = 592, ConsumerOffset = 256, FlagsOffset = 288, CountOffset = 560, FileOffset = 588;
    private const int EventSize = 48;
    private const ulong Input = 1 << 2, RisingEdge = 1 << 4, FallingEdge = 1 << 5, PullUp = 1 << 8;

    private readonly SafeFileHandle file;
    private readonly Action told;
    private readonly AnonymousPipeServerStream stop = new(PipeDirection.Out);
    private readonly Thread thread;

    /// <param name="chip">The chip's file.</param>
    /// <param name="line">The line's offset.</param>
    /// <param name="pulledUp">Whether the chip pulls it up.</param>
    /// <param name="types">Which edges.</param>
    /// <param name="told">Called for each edge, on the thread that waits for them; must not dispose of the line.</param>
    /// <exception cref="IOException">The chip or the line cannot be had so.</exception>
    public EdgeLine(string chip, int line, bool pulledUp, PinEventTypes types, Action told)
    {
        this.told = told;
        file = Request(chip, line, Input | (pulledUp ? PullUp : 0) | (types.HasFlag(PinEventTypes.Rising) ? RisingEdge : 0) | (types.HasFlag(PinEventTypes.Falling) ? FallingEdge : 0));
        thread = new Thread(Wait) { IsBackground = true, Name = $"GPIO line {line}" };
        thread.Start();
    }

    /// <exception cref="IOException">The chip is gone.</exception>
    public PinValue Read()
    {
        const ulong first = 1;
        Span<byte> values = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(values, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(values[sizeof(ulong)..], first);
        return Native.Ioctl(file, GetValues, ref values[0]) < 0 ? throw Failed() : BinaryPrimitives.ReadUInt64LittleEndian(values) == first ? PinValue.High : PinValue.Low;
    }

    /// <summary>Tells nothing any more, and gives the line back.</summary>
    public void Dispose()
    {
        stop.WriteByte(0);
        thread.Join();
        stop.Dispose();
        file.Dispose();
    }

    private static SafeFileHandle Request(string chip, int line, ulong flags)
    {
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(request, (uint)line);
        Encoding.ASCII.GetBytes("kiosk", request[ConsumerOffset..]);
        BinaryPrimitives.WriteUInt64LittleEndian(request[FlagsOffset..], flags);
        BinaryPrimitives.WriteUInt32LittleEndian(request[CountOffset..], 1);
        using var opened = File.OpenHandle(chip, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return Native.Ioctl(opened, GetLine, ref request[0]) < 0 ? throw Failed() : new SafeFileHandle(BinaryPrimitives.ReadInt32LittleEndian(request[FileOffset..]), ownsHandle: true);
    }

    private static IOException Failed() => new(Marshal.GetLastPInvokeErrorMessage());

    // A chip that goes away ends it: whoever reads the line next learns why.
    private void Wait()
    {
        var edge = new byte[EventSize];
        while (Native.WaitToRead(file, stop.ClientSafePipeHandle) && Native.Read(file, ref edge[0], edge.Length) == edge.Length)
        {
            told();
        }
    }
}
