using System.Buffers.Binary;
using System.Net.Sockets;
using Kiosk.Bench.Voice;
using Kiosk.Panel;

namespace Kiosk.Bench.Panel;

/// <summary>Lets another process press the keys of a simulated panel and see what its lamps and buzzer did and what it said, over a Unix socket.</summary>
public sealed class PanelServer : IAsyncDisposable
{
    private readonly SimulatedGpioDriver driver;
    private readonly Wiring wiring;
    private readonly Ear? ear;
    private readonly TimeProvider time;
    private readonly string path;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    /// <summary>Serves at once; the socket is <c>panel.sock</c> in the folder.</summary>
    /// <param name="ear">What hears the stand; null: nobody does.</param>
    public PanelServer(string folder, SimulatedGpioDriver driver, Wiring wiring, TimeProvider time, Ear? ear = null)
    {
        this.ear = ear;
        this.driver = driver;
        this.wiring = wiring;
        this.time = time;
        path = PanelWire.SocketPath(folder);
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        listener.Listen();
        accepting = AcceptAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        await stop.CancelAsync();
        listener.Dispose();
#pragma warning disable VSTHRD003 // the server's own loop, begun in its constructor
        await accepting;
#pragma warning restore VSTHRD003
        File.Delete(path);
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await listener.AcceptAsync(stop.Token)));
                serving.RemoveAll(task => task.IsCompleted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        // One byte, always the same one: see PanelWire.
        var request = GC.AllocateArray<byte>(1, pinned: true);
        var held = 0;
        using var _ = client;
        try
        {
            while (await client.ReceiveAsync(request, stop.Token) == 1)
            {
                var answer = Answer(request[0], ref held);
                request[0] = 0;
                if (answer.Length == 0)
                {
                    return;
                }

                for (var rest = answer; rest.Length > 0; rest = rest[await client.SendAsync(rest, stop.Token)..])
                {
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Whoever pressed the keys has gone.
        }
        finally
        {
            LetGo(held);
        }
    }

    // An empty answer ends the conversation.
    private ReadOnlyMemory<byte> Answer(byte request, ref int held)
    {
        if (PanelWire.Decode(request) is { } contact)
        {
            held = contact.Closed ? held | (1 << contact.Number) : held & ~(1 << contact.Number);
            driver.SetContact(contact.Number, contact.Closed);
            return new[] { PanelWire.Done };
        }

        return request switch
        {
            PanelWire.AskRecord => WithLength(PanelWire.Write(driver, wiring, time.GetUtcNow())),
            PanelWire.AskLooks => Number(driver.Looks),
            PanelWire.AskRests => Number(driver.Rests),
            PanelWire.Unplug or PanelWire.Plug => Unplug(request == PanelWire.Unplug),
            PanelWire.AskHeard when ear is not null => WithLength(HeardWire.Write(ear)),
            _ => ReadOnlyMemory<byte>.Empty,
        };
    }

    private ReadOnlyMemory<byte> Unplug(bool gone)
    {
        driver.IsGone = gone;
        return new[] { PanelWire.Done };
    }

    private void LetGo(int held)
    {
        for (var contact = 0; contact < PanelWire.Contacts; contact++)
        {
            if ((held & (1 << contact)) != 0)
            {
                driver.SetContact(contact, closed: false);
            }
        }
    }

    private static ReadOnlyMemory<byte> WithLength(byte[] content) => (byte[])[.. Number(content.Length).Span, .. content];

    private static ReadOnlyMemory<byte> Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
