using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Verbs;

namespace Kiosk.Pi.Bundles;

/// <summary>What a supporter needs to know of this stand, and nothing of a person. Works whatever does not work; what cannot be had is a line in it.</summary>
internal sealed class SupportBundle(KioskOptions options, TimeProvider time)
{
    /// <summary>How a part begins that cannot be had.</summary>
    public const string NotThere = "not to be had: ";

    private const string About = """
        A support bundle of a Kiosk.Pi stand. It names no visitor: every part is made of a list of what may be in it.
        Staff ids are numbered anew in it, settings that could name somebody are not shown, and of the log only lines of this program are kept.
        It does tell of the facility (its code, the times of its visits): give it to your supporter, not to everybody.

        """;

    // Of one part; a reader or an authority that hangs is a finding, too.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Its parts, cleaned.</summary>
    public async Task<IReadOnlyList<(string Name, string Text)>> MakeAsync(CancellationToken stop)
    {
        var guard = new BundleGuard(options.Source());
        var parts = new List<(string Name, string Text)>();
        foreach (var (name, make) in Parts())
        {
            parts.Add((name, guard.Clean(await MakeAsync(make, stop))));
        }

        return parts;
    }

    /// <summary>Packs them (tar.gz).</summary>
    public void Pack(IReadOnlyList<(string Name, string Text)> parts, Stream to)
    {
        using var packed = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(packed, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var (name, text) in parts)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"kiosk-bundle/{name}") { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, ModificationTime = time.GetUtcNow() });
        }
    }

    private IEnumerable<(string Name, Func<CancellationToken, Task<string>> Make)> Parts()
    {
        yield return ("README.txt", _ => Task.FromResult(About));
        yield return ("versions.txt", BundleMachine.VersionsAsync);
        yield return ("configuration.txt", _ => Task.FromResult(BundleConfiguration.Of(options.Source())));
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
}
