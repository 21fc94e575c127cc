using System.Globalization;
using Kiosk.Bench.Cards;

namespace Kiosk.Card.Tests.Desk;

[Collection("pcscd")]
public sealed class RigTests(RigFixture fixture)
{
    [Theory]
    [InlineData("user")]
    [InlineData("net")]
    [InlineData("mnt")]
    [InlineData("pid")]
    public void Service_Namespaces_AreItsOwn(string kind)
    {
        var ours = Directory.ResolveLinkTarget($"/proc/self/ns/{kind}", returnFinalTarget: false)!.Name;

        Assert.NotEqual(ours, Namespace(fixture.Rig.PcscdPid, kind), StringComparer.Ordinal);
        Assert.Equal(Namespace(fixture.Rig.NamespacePid, kind), Namespace(fixture.Rig.PcscdPid, kind), StringComparer.Ordinal);
    }

    [Fact]
    public void Service_User_IsNotRoot()
    {
        var uids = File.ReadLines($"/proc/{fixture.Rig.PcscdPid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..];

        Assert.DoesNotContain("0", uids, StringComparer.Ordinal);
    }

    [Fact]
    public void VirtualReader_Port_IsNotOpenOnTheMachine()
    {
        var port = fixture.Rig.VpcdPort.ToString("X4", CultureInfo.InvariantCulture);

        Assert.Contains($":{port} ", File.ReadAllText($"/proc/{fixture.Rig.PcscdPid}/net/tcp"), StringComparison.Ordinal);
        Assert.DoesNotContain($":{port} ", File.ReadAllText("/proc/self/net/tcp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insert_UnknownName_ListsEverybody()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Cards.InsertAsync("nobody", TestContext.Current.CancellationToken));

        Assert.Contains("hanako", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_Unknown_ListsTheFaults()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Cards.FaultAsync(["pull-after", "x"], TestContext.Current.CancellationToken));

        Assert.Contains("pull-after N", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_NoBenchThere_SaysSo()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => new CardHostClient("/nowhere").RemoveAsync(TestContext.Current.CancellationToken));

        Assert.Contains("No card host serves /nowhere", refused.Message, StringComparison.Ordinal);
    }

    private static string Namespace(int pid, string kind) => Directory.ResolveLinkTarget($"/proc/{pid}/ns/{kind}", returnFinalTarget: false)!.Name;
}
