using System.Text.Json;
using Kiosk.Desk;
using Kiosk.Machine.Qemu;

namespace Kiosk.Machine.Stand;

/// <summary>The desk of the machine, asked over its own socket from within.</summary>
internal sealed class DeskInside(GuestShell shell)
{
    private const string Proxy =
        "[ -e /run/kiosk-test-proxy ] || { touch /run/kiosk-test-proxy; systemd-run -q --unit kiosk-test-proxy systemd-socket-activate -l 127.0.0.1:8080 /usr/lib/systemd/systemd-socket-proxyd /run/kiosk/desk.sock; sleep 1; }";

    /// <summary>The state of everything; null while there is no desk.</summary>
    public async Task<Snapshot?> LookAsync(CancellationToken stop) =>
        await GetAsync("/snapshot", stop) is { } json ? JsonSerializer.Deserialize(json, DeskJson.Default.Snapshot) : null;

    /// <summary>The visits of a day whose results the vault gives out.</summary>
    public async Task<IReadOnlySet<Guid>> ResultsAsync(DateOnly day, CancellationToken stop)
    {
        var json = await GetAsync($"/results?day={day:yyyy-MM-dd}", stop) ?? throw new MachineException("The desk gives no results.");
        using var all = JsonDocument.Parse(json);
        return all.RootElement.EnumerateArray().Select(result => result.GetProperty("visitId").GetGuid()).ToHashSet();
    }

    /// <summary>Waits until the desk is as it should be.</summary>
    /// <param name="glance">How long nobody asks: a machine that starts has other things to do.</param>
    public async Task<Snapshot> UntilAsync(string what, Func<Snapshot, bool> isSo, TimeSpan patience, CancellationToken stop, TimeSpan? glance = null) => (await Polling.UntilAsync(
        () => LookAsync(stop), now => now is not null && isSo(now), glance ?? TimeSpan.FromMilliseconds(300), patience,
        async now =>
        {
            var journal = await shell.TryAsync("systemctl --no-pager --failed; journalctl -b --no-pager -n 40 -u 'kiosk*'", stop);
            return $"{what}; the desk says: {now?.Stand.ToString() ?? "nothing"}; {now?.Visit?.ToString() ?? "no visit"}\n{journal.Output}";
        },
        stop))!;

    private async Task<string?> GetAsync(string path, CancellationToken stop)
    {
        var (exitCode, answer) = await shell.TryAsync(
            $"{Proxy}; exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET {path} HTTP/1.0\\r\\nHost: desk\\r\\n\\r\\n' >&3 && timeout 5 cat <&3; exec 3>&-", stop);
        var body = answer.IndexOf("\n\n", StringComparison.Ordinal);
        return exitCode == 0 && answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) && body > 0 ? answer[(body + 2)..] : null;
    }
}
