using Kiosk.Records;

namespace Kiosk.Exports.Tests;

public sealed class ExportFolderTests : IDisposable
{
    private static readonly DateOnly LastDay = new(2026, 12, 31);

    private readonly string folder = Directory.CreateTempSubdirectory("exports").FullName;

    private ExportFolder Exports => new(folder);

    private static ExportFile File { get; } = ExportFile.Of(People.Covered(People.Hanako), ExportFormat.Xml, People.Facility, ExportEncoding.Utf8)!;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_AFile_IsThereAloneAndForTheGroup()
    {
        Assert.Null(Exports.Write(File));
        Assert.Equal([File.Name], Names());
        Assert.Equal(File.Content.ToArray(), System.IO.File.ReadAllBytes(At(File.Name)));
        Assert.Equal(UnixFileMode.None, System.IO.File.GetUnixFileMode(At(File.Name)) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
    }

    // Whoever watches the folder sees one rename, and before it no name that begins or ends as an official one.
    [Fact]
    public void Write_AFile_AppearsByOneRename()
    {
        using var watcher = new FileSystemWatcher(folder);
        var seen = new System.Collections.Concurrent.BlockingCollection<(WatcherChangeTypes, string)>();
        watcher.Created += (_, e) => seen.Add((e.ChangeType, e.Name!));
        watcher.Renamed += (_, e) => seen.Add((e.ChangeType, e.Name!));
        watcher.EnableRaisingEvents = true;

        Exports.Write(File);

        Assert.True(seen.TryTake(out var first, TimeSpan.FromSeconds(10)));
        Assert.True(seen.TryTake(out var second, TimeSpan.FromSeconds(10)));
        Assert.Equal((WatcherChangeTypes.Created, $".{File.Name}.part"), first);
        Assert.Equal((WatcherChangeTypes.Renamed, File.Name), second);
    }

    [Fact]
    public void Write_AfterAPowerCut_ReplacesWhatWasLeft()
    {
        System.IO.File.WriteAllText(At($".{File.Name}.part"), new string('x', 100_000));
        System.IO.File.WriteAllText(At(File.Name), "older");

        Assert.Null(Exports.Write(File));
        Assert.Equal([File.Name], Names());
        Assert.Equal(File.Content.Length, new FileInfo(At(File.Name)).Length);
    }

    [Fact]
    public void Write_WhereItCannotBe_SaysWhyAndMakesNoFolder()
    {
        var gone = new ExportFolder(At("gone"));
        Assert.Equal((ExportTrouble.Gone, ExportTrouble.Gone, ExportTrouble.Gone), (gone.Write(File)!.Value, gone.Probe()!.Value, gone.RemovePast(LastDay, out _)!.Value));
        Assert.False(Directory.Exists(At("gone")));

        Directory.CreateDirectory(At(File.Name));
        Assert.Equal(ExportTrouble.NoAccess, Exports.Write(File));
        Assert.Equal([File.Name], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Probe_OfAGoodFolder_LeavesNothing()
    {
        Assert.Null(Exports.Probe());
        Assert.Empty(Names());
    }

    [Fact]
    public void RemovePast_OnTheLastDay_KeepsTheDayAfterRemoves()
    {
        Exports.Write(File);
        Exports.Write(ExportFile.Of(People.Covered(People.Hanako), ExportFormat.Text, People.Facility, ExportEncoding.Utf8)!);
        System.IO.File.WriteAllText(At($".{File.Name}.part"), "broken off");

        Assert.Null(Exports.RemovePast(LastDay, out var before));
        Assert.Equal(0, before);
        Assert.Null(Exports.RemovePast(LastDay.AddDays(1), out var after));
        Assert.Equal((3, 0), (after, Names().Length));
    }

    [Theory]
    [InlineData("OQSsiquc01res_face_20261122103017.xml")]
    [InlineData("OQSsiquc01res_face_0123456789abcdef0123456789abcdef_20261122103017.xml")]
    [InlineData("OQSsiquc01res_face_01a200df8ba07c3a9f540d6b1c2e3f40_20250122103017.xml")]
    [InlineData("OQSsiquc01res_face_01a200df8ba07c3a9f540d6b1c2e3f40_20261122103017.xml.bak")]
    [InlineData("copy of OQSsiquc01res_face_01a200df8ba07c3a9f540d6b1c2e3f40_20261122103017.xml")]
    [InlineData("OQSsiquc01res_face_01a200df8ba07c3a9f540d6b1c2e3f40_20261122103017.txt")]
    [InlineData("OQSsiquc01res_face_.xml")]
    [InlineData("shikaku_.txt")]
    [InlineData(".part")]
    [InlineData("patients.xml")]
    public void RemovePast_OfAStrangersFile_LeavesIt(string name)
    {
        System.IO.File.WriteAllText(At(name), "a stranger's");

        Assert.Null(Exports.RemovePast(new DateOnly(2100, 1, 1), out var removed));
        Assert.Equal((0, name), (removed, Assert.Single(Names())));
    }

    private string At(string name) => Path.Combine(folder, name);

    private string?[] Names() => [.. Directory.EnumerateFiles(folder).Select(Path.GetFileName)];
}
