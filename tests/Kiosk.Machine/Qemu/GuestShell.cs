using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kiosk.Machine.Qemu;

/// <summary>
/// A root's shell inside the machine, on a port that only this test plugs in (virtserialport). The image has no such door: the test brings the unit that opens it, by the credentials that systemd takes
/// from a virtual machine's firmware and from nowhere on a Raspberry Pi.
/// </summary>
internal sealed partial class GuestShell : IDisposable
{
    private readonly Stream stream;
    private int asked;

    private GuestShell(Stream stream) => this.stream = stream;

    public static async Task<GuestShell> ConnectAsync(string path, CancellationToken stop) => new(await VirtualMachine.OpenAsync(path, stop));

    /// <summary>Waits until the shell is there: the machine is up as far as it can be used.</summary>
    public async Task UntilUpAsync(TimeSpan patience, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waiting.CancelAfter(patience);
        // Said again and again until somebody listens; what is said to nobody may be lost.
        while (true)
        {
            using var answer = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token);
            answer.CancelAfter(TimeSpan.FromSeconds(1));
            try
            {
                await TryAsync("true", answer.Token);
                return;
            }
            catch (OperationCanceledException) when (!waiting.IsCancellationRequested)
            {
                // Not yet.
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new MachineException($"The machine has no shell after {patience.TotalSeconds:0} s.");
            }
        }
    }

    /// <summary>Waits until a command succeeds.</summary>
    public async Task UntilAsync(string command, TimeSpan patience, CancellationToken stop) => await Polling.UntilAsync(
        () => TryAsync(command, stop), done => done.ExitCode == 0, TimeSpan.FromMilliseconds(500), patience, done => Task.FromResult($"'{command}' to succeed; it says: {done.Output}"), stop);

    /// <summary>What a command writes. The command must succeed.</summary>
    public async Task<string> RunAsync(string command, CancellationToken stop)
    {
        var (exitCode, output) = await TryAsync(command, stop);
        return exitCode == 0 ? output : throw new MachineException($"'{command}' ended with {exitCode}: {output}");
    }

    /// <summary>What a command writes, and its exit code.</summary>
    public async Task<(int ExitCode, string Output)> TryAsync(string command, CancellationToken stop)
    {
        var number = ++asked;
        // Of what is said while nobody listens yet, half a line may arrive. Without quotes and brackets it is an error of one line; a quote without its other one would swallow all that is said later.
        var line = Convert.ToBase64String(Encoding.UTF8.GetBytes(command + "\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"echo {line} | base64 -d | bash 2>&1; echo @{number}\\:$?@\n"), stop);
        var said = new StringBuilder();
        var buffer = new byte[1 << 16];
        while (true)
        {
            if (Ending().Matches(said.ToString()).FirstOrDefault(end => end.Groups["number"].Value == number.ToString(CultureInfo.InvariantCulture)) is { } end)
            {
                var output = said.ToString()[..end.Index];
                return (int.Parse(end.Groups["code"].Value, CultureInfo.InvariantCulture), Ending().Split(output)[^1].Replace("\r", "", StringComparison.Ordinal));
            }

            var count = await stream.ReadAsync(buffer, stop);
            if (count == 0)
            {
                throw new MachineException("The machine's console has closed.");
            }

            said.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }

    public void Dispose() => stream.Dispose();

    // What is typed has a backslash in between, and so is no end where it is echoed.
    [GeneratedRegex("@(?<number>[0-9]+):(?<code>[0-9]+)@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ending();
}
