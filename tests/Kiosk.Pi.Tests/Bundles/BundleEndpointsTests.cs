using System.Formats.Tar;
using System.IO.Compression;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Stories;

namespace Kiosk.Pi.Tests.Bundles;

/// <summary>A support bundle that is asked for on the staff screen.</summary>
public sealed class BundleEndpointsTests(RunningBench bench) : IClassFixture<RunningBench>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bundle_AskedForByAScreen_LiesWhereItWantedItWholeAndAudited()
    {
        await bench.ServeAsync();
        var folder = Directory.CreateDirectory(Path.Combine(bench.Folder, "technician")).FullName;

        var answer = await bench.Desk.BundleAsync(folder, "technician-1", Stop);

        Assert.Equal(BundleResult.Done, answer.Result);
        Assert.Equal(answer.Path, Assert.Single(Directory.GetFiles(folder)));
        Assert.Matches(@"/kiosk-bundle-\d{8}-\d{6}\.tar\.gz$", answer.Path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(answer.Path));
        var parts = await UnpackAsync(answer.Path);
        Assert.Equal(
            ["README.txt", "audit.csv", "configuration.txt", "desk.txt", "journal.txt", "machine.txt", "results.csv", "selftest.txt", "versions.txt"], parts.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Facility:Code = 1329999997", parts["configuration.txt"], StringComparison.Ordinal);
        Assert.Contains("state: ", parts["desk.txt"], StringComparison.Ordinal);
        Assert.DoesNotContain("花子", string.Concat(parts.Values), StringComparison.Ordinal);
        await bench.UntilAuditedAsync("bundleTaken", visit: null);
    }

    [Fact]
    public async Task Bundle_IntoAFolderThatIsNotThereOrTakesNothing_ToldApart()
    {
        Assert.Equal(new BundleAnswer(BundleResult.NoFolder, "/nowhere"), await bench.Desk.BundleAsync("/nowhere", "technician-1", Stop));
        Assert.Equal(BundleResult.NotWritten, (await bench.Desk.BundleAsync("/proc", "technician-1", Stop)).Result);
    }

    private static async Task<Dictionary<string, string>> UnpackAsync(string path)
    {
        await using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        await using var tar = new TarReader(packed);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await tar.GetNextEntryAsync(cancellationToken: Stop) is { } entry)
        {
            using var text = new StreamReader(entry.DataStream!);
            parts.Add(Path.GetFileName(entry.Name), await text.ReadToEndAsync(Stop));
        }

        return parts;
    }
}
