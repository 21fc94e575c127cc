using System.Diagnostics;
using System.Globalization;
using Kiosk.Bench.Cards;

namespace Kiosk.Bench.Pcsc;

/// <summary>
/// A real pcscd with a virtual reader, unprivileged, in user, network, mount and pid namespaces of its own: nothing listens on the machine. All of it ends with
/// this process, however this process ends, because the first process of the namespaces lives only as long as it can read from here.
/// </summary>
public sealed class PcscRig : IAsyncDisposable
{
    // Run by the first process of the namespaces, in the folder that becomes its /run/pcscd. Without canonicalizing, because that user may have no way to the folder.
    // The only drivers are the bench's own: a real reader on this machine is not for it. Opened for both ways, the bus takes a word while nobody listens.
    private const string Supervisor = """
        ip link set lo up && mount -t tmpfs -o mode=755 tmpfs /run && mkdir /run/pcscd && mount --no-canonicalize --bind . /run/pcscd && mount -t proc proc /proc || exit 1
        contents=/run/drivers/usb-reader.bundle/Contents
        mkdir -p $contents/Linux && cp -r /usr/lib/pcsc/drivers/serial /run/drivers && cp /run/pcscd/usb-reader.so $contents/Linux &&
          cp /run/pcscd/usb-reader.plist $contents/Info.plist && mount --bind /run/drivers /usr/lib/pcsc/drivers || exit 1
        cd /run/pcscd
        rm -f usb unplugged && mkfifo usb || exit 1
        while read -r verb; do
          case $verb in
            start) rm -f pcscd.comm pcscd.pid; LD_PRELOAD=$1 pcscd --foreground --config /run/pcscd/reader.conf --error >>pcscd.log 2>&1 & ;;
            stop) kill -KILL "$!"; wait "$!" ;;
            freeze) kill -STOP "$!" ;;
            thaw) kill -CONT "$!" ;;
            unplug) : >unplugged; printf - 1<>usb ;;
            plug) rm -f unplugged; printf + 1<>usb ;;
          esac
          echo "$verb"
        done
        """;

    private const string UsbBus = "usb-bus.so";
    private const string QuickPoll = "quick-poll.so";
    private static readonly string[] Parts = [UsbBus, QuickPoll, "usb-reader.so", "usb-reader.plist"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string folder;
    private readonly StatusPoll poll;
    private readonly Process supervisor;
    private Process? cardHost;
    private bool isUnplugged;

    private PcscRig(string folder, StatusPoll poll, Process supervisor) => (this.folder, this.poll, this.supervisor) = (folder, poll, supervisor);

    /// <summary>The port on which the virtual reader waits for a card, inside the network namespace.</summary>
    public int VpcdPort { get; } = 0x8C7B;

    /// <summary>The service, as the machine counts its processes; 0 while it is stopped.</summary>
    public int PcscdPid { get; private set; }

    /// <summary>A process that holds the namespaces for as long as the rig is up, for nsenter.</summary>
    public int NamespacePid { get; private set; }

    /// <summary>The service's socket: PCSCLITE_CSOCK_NAME of its clients.</summary>
    public string PcscSocket => Path.Combine(RunFolder(folder), "pcscd.comm");

    /// <summary>Starts the service; its socket lies in the folder.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message says why.</exception>
    public static async Task<PcscRig> StartAsync(string folder, StatusPoll poll, CancellationToken cancellation)
    {
        folder = Path.GetFullPath(folder);
        Prepare(RunFolder(folder));
        _ = CardHostClient.SocketIn(folder);
        var isRoot = Environment.IsPrivilegedProcess;
        string[] drop = isRoot ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"] : [];
        string[] enter = ["unshare", "--user", "--map-root-user", "--net", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", Supervisor, "rig", Preload(poll)];
        var rig = new PcscRig(folder, poll, Child.Start([.. drop, .. enter], RunFolder(folder)));
        try
        {
            await rig.StartServiceAsync(cancellation);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the card host inside the namespace.</summary>
    public async Task StartCardHostAsync(CancellationToken cancellation)
    {
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--preserve-credentials"];
        string[] enter = ["nsenter", "--target", NamespacePid.ToString(CultureInfo.InvariantCulture), "--net", .. user];
        cardHost = Child.Start([.. enter, Child.BenchProgram, "card-host", folder, VpcdPort.ToString(CultureInfo.InvariantCulture), poll.ToString()], folder);
        await ExpectAsync(cardHost, "ready", cancellation);
    }

    /// <summary>Starts the service again after <see cref="StopServiceAsync"/>.</summary>
    public async Task StartServiceAsync(CancellationToken cancellation)
    {
        await TellAsync("start", cancellation);
        NamespacePid = await Child.WaitForAsync(() => Child.ChildrenOf(supervisor.Id).FirstOrDefault(), supervisor, Patience, cancellation);
        PcscdPid = await Child.WaitForAsync(
            () => File.Exists(PcscSocket) ? Child.ChildrenOf(NamespacePid).FirstOrDefault(pid => Child.NameOf(pid) == "pcscd") : 0,
            supervisor, Patience, cancellation);
        if (!isUnplugged)
        {
            await UntilReaderAsync(isThere: true, cancellation);
        }
    }

    /// <summary>Kills the service, as a crash would.</summary>
    public async Task StopServiceAsync(CancellationToken cancellation)
    {
        await TellAsync("stop", cancellation);
        PcscdPid = 0;
    }

    /// <summary>Stops the service without ending it: it answers nothing.</summary>
    public Task FreezeServiceAsync(CancellationToken cancellation) => TellAsync("freeze", cancellation);

    /// <summary>Lets a frozen service go on.</summary>
    public Task ThawServiceAsync(CancellationToken cancellation) => TellAsync("thaw", cancellation);

    /// <summary>Pulls the reader out, both slots at once. A card that lay there has left.</summary>
    public async Task UnplugReaderAsync(CancellationToken cancellation)
    {
        isUnplugged = true;
        await TellAsync("unplug", cancellation);
        await UntilReaderAsync(isThere: false, cancellation);
    }

    /// <summary>Plugs the reader in again, without a card.</summary>
    public async Task PlugReaderAsync(CancellationToken cancellation)
    {
        isUnplugged = false;
        await TellAsync("plug", cancellation);
        await UntilReaderAsync(isThere: true, cancellation);
    }

    /// <summary>Tells libpcsclite in this process where the service is. The library looks once, when the first context is established; what .NET calls the environment it never sees.</summary>
    public void UseInThisProcess() => NativeBench.SetEnvironment("PCSCLITE_CSOCK_NAME", PcscSocket);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { cardHost, supervisor })
        {
            if (process is not null)
            {
                await Child.EndAsync(process, Patience);
            }
        }
    }

    private static string RunFolder(string folder) => Path.Combine(folder, "pcscd");

    private static void Prepare(string runFolder)
    {
        NativeBench.MakeFolder(runFolder, forOthersToo: true);
        // Named, so that the service does not look into the machine's own. The reader comes by the bus.
        File.WriteAllText(Path.Combine(runFolder, "reader.conf"), string.Empty);
        foreach (var part in Parts)
        {
            // Copied, since the service's user may have no way to this program's folder.
            File.Copy(Path.Combine(AppContext.BaseDirectory, part), Path.Combine(runFolder, part), overwrite: true);
        }

        if (Environment.IsPrivilegedProcess)
        {
            // The service runs as nobody and makes its socket here.
            NativeBench.GiveToNobody(runFolder);
        }
    }

    private static string Preload(StatusPoll poll) => $"/run/pcscd/{UsbBus}" + (poll == StatusPoll.Quick ? $":/run/pcscd/{QuickPoll}" : string.Empty);

    // The second slot comes and goes last. Nothing to wait for while the service is stopped.
    private async Task UntilReaderAsync(bool isThere, CancellationToken cancellation)
    {
        var port = string.Create(CultureInfo.InvariantCulture, $":{VpcdPort + 1:X4} 00000000:0000 0A");
        await Child.WaitForAsync(
            () => PcscdPid == 0 || File.ReadAllText($"/proc/{PcscdPid}/net/tcp").Contains(port, StringComparison.Ordinal) == isThere ? supervisor.Id : 0,
            supervisor, Patience, cancellation);
    }

    private async Task TellAsync(string verb, CancellationToken cancellation)
    {
        try
        {
            await supervisor.StandardInput.WriteLineAsync(verb.AsMemory(), cancellation);
            await supervisor.StandardInput.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            // It ended; what it said is in the next line's message.
        }

        await ExpectAsync(supervisor, verb, cancellation);
    }

    private static async Task ExpectAsync(Process process, string word, CancellationToken cancellation)
    {
        var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, TimeProvider.System, cancellation);
        if (line != word)
        {
            var said = line is null ? await process.StandardError.ReadToEndAsync(cancellation) : line;
            throw new InvalidOperationException($"{process.StartInfo.FileName} did not start: {said.Trim()}");
        }
    }
}
