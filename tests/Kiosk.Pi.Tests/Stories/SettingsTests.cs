using System.Net;
using Kiosk.Bench.Panel;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Records;
using Kiosk.Settings;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>An administrator sets the stand over its socket: the next visit follows, without a restart, and a restart remembers it.</summary>
public sealed class SettingsTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private SettingsView before = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PanelClient Panel => new(bench.Folder);

    public async ValueTask InitializeAsync()
    {
        await bench.ResetAsync();
        before = await bench.Desk.SettingsAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await bench.TakeCardAsync();
        await SetAsync([.. before.Settings.Select(one => (one.Key, one.Value))]);
    }

    [Fact]
    public async Task QuietHours_SetForNow_SilenceTheNextVisitAndTakenBackItIsHeardAgain()
    {
        var now = JapanTime.At(TimeProvider.System.GetUtcNow());
        await SetAsync((Setting.QuietFrom, $"{now.AddHours(-1):HH:mm}"), (Setting.QuietTo, $"{now.AddHours(1):HH:mm}"), (Setting.QuietVolume, "0"));
        var (sounds, sentences) = ((await Panel.SoundsAsync(Stop)).Count, (await Panel.HeardAsync(Stop)).Count);
        await bench.ServeAsync();
        Assert.Equal((sounds, sentences), ((await Panel.SoundsAsync(Stop)).Count, (await Panel.HeardAsync(Stop)).Count));

        await SetAsync((Setting.QuietFrom, ""), (Setting.QuietTo, ""), (Setting.VoiceLanguage, "en"));
        await bench.ServeAsync();
        Assert.NotEqual(sounds, (await Panel.SoundsAsync(Stop)).Count);
        Assert.Contains(await Panel.UntilHeardAsync(said => said.Language == Language.English, Stop), said => said.Language == Language.English);
        Assert.Contains(bench.Trail(), row => row is { Kind: "settingChanged", Detail: "voiceLanguage=en was=ja" });
    }

    [Fact]
    public async Task Wait_Shortened_EndsTheNextVisitWithoutARestartAndIsRememberedByOne()
    {
        await SetAsync((Setting.NothingTyped, "1"));
        await bench.InsertAsync("hanako");
        Assert.Equal(Outcome.TimedOut, (await bench.UntilAsync(snapshot => snapshot.Visit?.Outcome is not null)).Visit!.Outcome);
        await bench.UntilAuditedAsync("settingChanged", visit: null);

        await bench.TakeCardAsync();
        var pid = bench.DeskPid;
        await RunningBench.KillAsync("-KILL", pid);
        await bench.UntilAnotherAsync(pid);
        Assert.Equal("1", (await bench.Desk.SettingsAsync(Stop)).Settings[Setting.NothingTyped]);
    }

    [Fact]
    public async Task Put_Nonsense_IsRefusedWithTheReasonAndChangesNothing()
    {
        using var http = DeskHttp.Open(bench);
        async Task<(HttpStatusCode, string)> PutAsync(string path, string body)
        {
            using var content = new StringContent(body);
            using var answer = await http.PutAsync($"http://desk/{path}", content, Stop);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync("settings", """{"version":"x","settings":{}}""")).Item1);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync("settings?staff=S01", """{"version":"x","settings":null}""")).Item1);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync("settings?staff=S01", """{"version":"x","settings":{"colour":"red"}}""")).Item1);
        Assert.Contains("changedMeanwhile", (await PutAsync("settings?staff=S01", """{"version":"x","settings":{"volume":"40"}}""")).Item2, StringComparison.Ordinal);
        var (status, text) = await PutAsync("settings?staff=S01", $$$"""{"version":"{{{before.Version}}}","settings":{"volume":"40","staff":"-1","quietTo":null}}""");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.EndsWith("""faults":{"staff":"notAWait"}}""", text, StringComparison.Ordinal);
        Assert.Equal(before.Version, (await bench.Desk.SettingsAsync(Stop)).Version);
    }

    private async Task SetAsync(params (Setting Setting, string Text)[] wanted)
    {
        var seen = await bench.Desk.SettingsAsync(Stop);
        Assert.Equal(SettingsResult.Done, (await bench.Desk.SetAsync(new SettingsOrder(seen.Version, wanted.ToDictionary(one => one.Setting, one => one.Text)), "chief", Stop)).Result);
    }
}
