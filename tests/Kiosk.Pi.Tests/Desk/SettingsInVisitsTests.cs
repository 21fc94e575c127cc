using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Settings;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>Settings that are changed while the desk runs: a visit goes on as it began, and the next one follows them.</summary>
public sealed class SettingsInVisitsTests
{
    [Fact]
    public async Task Waits_ChangedInAVisit_AreTheNextVisits()
    {
        await using var rig = await DeskRig.StartAsync();
        await rig.LayCardAsync();
        Assert.Equal(SettingsResult.Done, (await SetAsync(rig, (Setting.NothingTyped, "5"), (Setting.PinIdle, "2"))).Result);

        rig.Type("1");
        await HeardAsync(rig);
        rig.Time.Advance(TimeSpan.FromSeconds(29));
        await HeardAsync(rig);
        Assert.NotEqual(Outcome.TimedOut, (await rig.TakeCardAsync()).Outcome);

        await rig.LayCardAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Outcome.TimedOut, (await rig.UntilAsync(snapshot => snapshot.Visit?.Outcome is not null)).Visit!.Outcome);
    }

    [Fact]
    public async Task MethodAndRepeat_ChangedInAVisit_AreTheNextVisits()
    {
        await using var rig = await DeskRig.StartAsync();
        await rig.LayCardAsync();
        await SetAsync(rig, (Setting.Method, "visual"), (Setting.Repeat, "show"));
        Assert.Equal(IdentityMethod.Pin, (await rig.UntilAsync(snapshot => snapshot.Stand.Method == IdentityMethod.Visual)).Visit!.Method);

        await rig.TakeCardAsync();
        Assert.Equal(IdentityMethod.Visual, (await rig.LayCardAsync(until: VisitPhase.Staff)).Visit!.Method);
        Assert.Equal(RepeatChoice.Show, rig.Settings.Now.Repeat);
    }

    [Fact]
    public async Task Sound_OfAFileAndThenSet_ReachesThePanel()
    {
        await using var rig = await DeskRig.StartAsync(settings: """{"volume":"60"}""");
        await rig.UntilAsync(snapshot => snapshot.Visit is null);
        Assert.Equal(60, rig.Panel.Sound!.Volume);

        await SetAsync(rig, (Setting.QuietFrom, "20:00"), (Setting.QuietTo, "07:00"));

        Assert.Equal((60, new TimeOnly(20, 0), new TimeOnly(7, 0)), (rig.Panel.Sound.Volume, rig.Panel.Sound.QuietFrom, rig.Panel.Sound.QuietTo));
    }

    [Fact]
    public async Task Audit_OfAnOrder_HasARowForEachThatChangedAndNoneForWhatDidNot()
    {
        await using var rig = await DeskRig.StartAsync();
        await SetAsync(rig, (Setting.Volume, "40"), (Setting.QuietFrom, "20:00"), (Setting.QuietTo, "07:00"), (Setting.PinIdle, "30"));
        await SetAsync(rig, (Setting.Volume, "400"));
        await rig.SetMethodAsync(IdentityMethod.Visual);
        await rig.StopAsync();

        Assert.Equal(
            [("S08", "volume=40 was=100"), ("S08", "quietFrom=20:00 was=none"), ("S08", "quietTo=07:00 was=none"), ("S07", "method=visual was=pin")],
            rig.Vault.Audited.Where(audited => audited.Kind == AuditKind.SettingChanged).Select(audited => (audited.Staff!, audited.Detail!)));
    }

    // All that came so far.
    private static Task HeardAsync(DeskRig rig) => rig.Inbox.PendingCountedAsync(default);

    private static Task<SettingsAnswer> SetAsync(DeskRig rig, params (Setting Setting, string Text)[] wanted) =>
        rig.Inbox.SetAsync(new SettingsOrder(rig.Settings.View.Version, wanted.ToDictionary(one => one.Setting, one => one.Text)), "S08");
}
