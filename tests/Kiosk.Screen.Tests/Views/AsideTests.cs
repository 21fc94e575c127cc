using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Health;
using Kiosk.Screen.Tests.Rig;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>A vault that was set aside: staff know that earlier results cannot be looked at, and that visitors can be served.</summary>
public class AsideTests
{
    private static AsideView Of(AsideReason reason) => new(reason, Samples.Now, "/var/lib/kiosk/vault/vault.aside-20261122T030000Z");

    [Theory]
    [InlineData(AsideReason.KeyMissing, "保存の鍵がないか合わず", "The key of the kept results is gone or wrong")]
    [InlineData(AsideReason.KeySealedElsewhere, "保存の鍵がないか合わず", "The key of the kept results is gone or wrong")]
    [InlineData(AsideReason.Damaged, "保存したファイルが壊れ", "The file of the kept results is damaged")]
    public void Idle_VaultSetAside_SaysWhatWhereAndWhatToDoAndStaysReady(AsideReason reason, string japanese, string english)
    {
        using var rig = new ScreenRig(80, 24).Show(Samples.Idle with { Stand = Samples.Idle.Stand with { Aside = Of(reason) } });
        Assert.Contains("受付できます", rig.Text, StringComparison.Ordinal);
        Assert.Contains("保存:以前分なし", rig.Rows[0], StringComparison.Ordinal);
        Assert.All([japanese, "管理者に連絡してください。", "vault.aside-20261122T030000Z"], words => Assert.Contains(words, Told(rig), StringComparison.Ordinal));

        rig.Press(Key.F8);
        Assert.Contains("Kept:not before", rig.Rows[0], StringComparison.Ordinal);
        Assert.All([english, "Tell the administrator.", "vault.aside-20261122T030000Z"], words => Assert.Contains(words, Told(rig), StringComparison.Ordinal));
    }

    [Fact]
    public void Visit_VaultSetAside_StaysInTheLineOnTop()
    {
        using var rig = new ScreenRig().Show(Samples.Idle with { Stand = Samples.Idle.Stand with { Aside = Of(AsideReason.KeyMissing) }, Visit = Samples.Visit(VisitPhase.Reading) });
        Assert.Contains("保存:以前分なし", rig.Rows[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Health_VaultSetAside_SaysSo()
    {
        using var rig = new ScreenRig().Show(Samples.Idle with { Stand = Samples.Idle.Stand with { Aside = Of(AsideReason.Damaged) } });
        Assert.Contains("保存したファイルが壊れ", string.Concat(HealthContent.Of(rig.Model, 300).Select(line => line.Text)), StringComparison.Ordinal);
    }

    private static string Told(ScreenRig rig) => string.Concat(StateContent.Of(rig.Model, 300).Select(line => line.Text));
}
