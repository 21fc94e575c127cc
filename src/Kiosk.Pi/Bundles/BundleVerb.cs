using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Kiosk.Pi.Backups;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Verbs;
using Kiosk.Vault.Backup;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Bundles;

/// <summary><c>kiosk bundle FILE</c>: what a supporter needs to know of this stand, and nothing of a person. Works whatever does not work; what cannot be had is a line in it.</summary>
internal sealed class BundleVerb(IConfiguration configuration, KioskOptions options, TimeProvider time, TextWriter output, TextWriter errors)
{
    private const string About = """
        A support bundle of a Kiosk.Pi stand. It names no visitor: every part is made of a list of what may be in it.
        Staff ids are numbered anew in it, settings that could name somebody are not shown, and of the log only lines of this program are kept.
        It does tell of the facility (its code, the times of its visits): give it to your supporter, not to everybody.

        """;

    // Of one part; a reader or an authority that hangs is a finding, too.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Writes it.</summary>
    public async Task<int> RunAsync(string target, bool replace, CancellationToken stop)
    {
        if (!replace && File.Exists(target))
        {
            return Refuse(new BackupFailure(BackupTrouble.Exists, target));
        }

        var guard = new BundleGuard(configuration);
        var parts = new List<(string Name, string Text)>();
        foreach (var (name, make) in Parts())
        {
            parts.Add((name, guard.Clean(await MakeAsync(make, stop))));
        }

        var file = new UnfinishedFile(target);
        if ((file.Write(stream => WriteTo(stream, parts)) ?? file.Finish(replace)) is { } failure)
        {
            file.Remove();
            return Refuse(failure);
        }

        await output.WriteLineAsync($"'{target}' ({new FileInfo(target).Length / 1024 + 1} KiB) holds:");
        foreach (var (name, text) in parts)
        {
            await output.WriteLineAsync($"  {name,-20} {(text.StartsWith(NotThere, StringComparison.Ordinal) ? text.TrimEnd() : string.Create(CultureInfo.InvariantCulture, $"{text.Count(c => c == '\n')} line(s)"))}");
        }

        await output.WriteLineAsync("It names no visitor; look into it before you hand it on (tar xzf). It tells of the facility and its times: for your supporter only.");
        return ExitCode.Done;
    }

    internal const string NotThere = "not to be had: ";

    private IEnumerable<(string Name, Func<CancellationToken, Task<string>> Make)> Parts()
    {
        yield return ("README.txt", _ => Task.FromResult(About));
        yield return ("versions.txt", BundleMachine.VersionsAsync);
        yield return ("configuration.txt", _ => Task.FromResult(BundleConfiguration.Of(configuration)));
        yield return ("selftest.txt", SelfTestAsync);
        yield return ("desk.txt", stop => BundleDesk.OfAsync(options, time, stop));
        yield return ("machine.txt", stop => BundleMachine.StateAsync(options, time, stop));
        yield return ("results.csv", _ => Task.FromResult(BundleVault.Counts(options)));
        yield return ("audit.csv", _ => Task.FromResult(BundleVault.Trail(options, time)));
        yield return ("journal.txt", BundleJournal.OfAsync);
    }

    private async Task<string> SelfTestAsync(CancellationToken stop)
    {
        using var told = new StringWriter();
        await new SelfTestVerb(options, told, tellsOthersWords: false).RunAsync(stop);
        return told.ToString();
    }

    private async Task<string> MakeAsync(Func<CancellationToken, Task<string>> make, CancellationToken stop)
    {
        try
        {
            return await make(stop).WaitAsync(Patience, time, stop);
        }
#pragma warning disable CA1031 // Whatever fails is a finding. Its message could hold anything.
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return $"{NotThere}{e.GetType().Name}\n";
        }
    }

    private void WriteTo(Stream stream, List<(string Name, string Text)> parts)
    {
        using var packed = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(packed, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var (name, text) in parts)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"kiosk-bundle/{name}") { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, ModificationTime = time.GetUtcNow() });
        }
    }

    private int Refuse(BackupFailure failure)
    {
        errors.WriteLine($"kiosk: {failure.Cure}");
        return BackupVerb.CodeOf(failure);
    }
}
