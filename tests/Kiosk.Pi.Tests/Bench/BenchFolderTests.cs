using Kiosk.Bench.Commands;

namespace Kiosk.Pi.Tests.Bench;

public sealed class BenchFolderTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("kb").FullName;

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void Make_NewFolder_IsForItsOwnerOnly()
    {
        var folder = BenchFolder.At(Path.Combine(place, "b"));
        folder.Make();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public void Make_PathTooLongForSockets_SaysSo()
    {
        var folder = BenchFolder.At(Path.Combine(place, new string('x', 90)));

        Assert.Contains("too long", Assert.Throws<BenchException>(folder.Make).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public void Make_FileInTheWay_SaysSo()
    {
        var path = Path.Combine(place, "file");
        File.WriteAllText(path, "");

        Assert.Contains(path, Assert.Throws<BenchException>(BenchFolder.At(path).Make).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_RelativePath_IsSeenFromTheCurrentFolder() => Assert.Equal(Path.Combine(Environment.CurrentDirectory, "b"), BenchFolder.At("b").Path);

    [Fact]
    public void Running_NothingThere_SaysHowToStart() =>
        Assert.Contains("kiosk-bench up", Assert.Throws<BenchException>(() => BenchFile.Running(BenchFolder.At(place))).Message, StringComparison.Ordinal);

    [Fact]
    public void Running_UpWasKilled_IsNotTakenForRunning()
    {
        // Process numbers end at 4194304.
        Sample(upPid: 4194305).Write(BenchFolder.At(place));

        Assert.Throws<BenchException>(() => BenchFile.Running(BenchFolder.At(place)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Read_HalfAFile_IsNone(string content)
    {
        File.WriteAllText(BenchFolder.At(place).BenchFile, content);

        Assert.True(BenchFile.Read(BenchFolder.At(place)) is null or { UpPid: 0 });
        Assert.Throws<BenchException>(() => BenchFile.Running(BenchFolder.At(place)));
    }

    [Fact]
    public void Write_ThenRead_IsTheSameUnderTheNamesOfTheContract()
    {
        var folder = BenchFolder.At(place);
        Sample(upPid: 1).Write(folder);

        Assert.Equal(Sample(upPid: 1), BenchFile.Read(folder));
        var text = File.ReadAllText(folder.BenchFile);
        Assert.All(
            ["pcscdPid", "pcscSocket", "vpcdPort", "namespacePid", "deskSocket", "kioskPid", "authorityUrl", "configFile"],
            name => Assert.Contains($"\"{name}\"", text, StringComparison.Ordinal));
    }

    private static BenchFile Sample(int upPid) => new(upPid, 2, 3, "pcsc", 4, 5, "desk", "panel", "https://authority", "config");
}
