using System.Text;

namespace Kiosk.Machine.Qemu;

/// <summary>QEMU's monitor for people: keys of the keyboard, pictures of the screen.</summary>
internal sealed class Monitor(Stream stream) : IDisposable
{
    private const string Prompt = "(qemu) ";

    public static async Task<Monitor> ConnectAsync(string path, CancellationToken stop)
    {
        var monitor = new Monitor(await VirtualMachine.OpenAsync(path, stop));
        await monitor.AnswerAsync(stop);
        return monitor;
    }

    /// <summary>Presses and lets go one key after the other, by QEMU's names: a, ret, ctrl-t, f1.</summary>
    public async Task PressAsync(CancellationToken stop, params string[] keys)
    {
        foreach (var key in keys)
        {
            await SayAsync($"sendkey {key} 60", stop);
        }
    }

    /// <summary>Writes what the screen shows into a PNG file.</summary>
    public async Task PhotographAsync(string path, CancellationToken stop)
    {
        if (await SayAsync($"screendump {path} -f png", stop) is { Length: > 0 } problem)
        {
            throw new MachineException($"No picture of the screen: {problem}");
        }
    }

    /// <summary>Plugs in a USB stick.</summary>
    public async Task PlugAsync(string path, string name, CancellationToken stop)
    {
        await SayAsync($"drive_add 0 if=none,id={name}-disk,format=raw,file={path}", stop);
        if (await SayAsync($"device_add usb-storage,id={name},drive={name}-disk,removable=on", stop) is { Length: > 0 } problem)
        {
            throw new MachineException($"The stick cannot be plugged in: {problem}");
        }
    }

    /// <summary>Pulls it out. QEMU forgets the file with it.</summary>
    public async Task UnplugAsync(string name, CancellationToken stop)
    {
        await SayAsync($"device_del {name}", stop);
    }

    public void Dispose() => stream.Dispose();

    private async Task<string> SayAsync(string command, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\n"), stop);
        var said = await AnswerAsync(stop);
        // The monitor echoes what is typed, with its editor's own codes; an answer is whatever comes after the line.
        var end = said.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? "" : said[(end + 1)..].Replace(Prompt, "", StringComparison.Ordinal).Trim();
    }

    private async Task<string> AnswerAsync(CancellationToken stop)
    {
        var said = new StringBuilder();
        var buffer = new byte[4096];
        while (!said.ToString().EndsWith(Prompt, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, stop);
            if (count == 0)
            {
                throw new MachineException("QEMU has ended.");
            }

            said.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return said.ToString();
    }
}
