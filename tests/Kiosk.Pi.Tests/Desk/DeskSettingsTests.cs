using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Kiosk.Settings;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>What was set on the screen, over what is configured, in its file.</summary>
public sealed class DeskSettingsTests : IDisposable
{
    private readonly KioskOptions options = new();

    public DeskSettingsTests() => options.Vault.Folder = Directory.CreateTempSubdirectory("settings").FullName;

    private string File => Path.Combine(options.Vault.Folder, "settings.json");

    public void Dispose() => Directory.Delete(options.Vault.Folder, recursive: true);

    [Fact]
    public void Open_NothingSet_IsTheConfiguration()
    {
        options.Panel.Volume = 70;
        options.Panel.Quiet = new QuietHours { From = new TimeOnly(20, 0), To = new TimeOnly(7, 30), Volume = 20 };
        options.Panel.Voice.Language = "en";
        options.Repeat.SameMonth = RepeatChoice.Show;
        options.Deadlines = new Deadlines { PinIdle = TimeSpan.FromMilliseconds(12_345), Reading = TimeSpan.FromSeconds(7) };
        options.Export.Folder = "/srv/exports";
        options.Export.Formats = "text,fhir";
        options.Export.Encoding = "shift_jis";

        var settings = DeskSettings.Open(options);

        Assert.Null(settings.Trouble);
        Assert.Equal(new SoundSettings(70, new TimeOnly(20, 0), new TimeOnly(7, 30), 20, Language.English), settings.Now.Sound);
        Assert.Equal((IdentityMethod.Pin, RepeatChoice.Show, options.Deadlines), (settings.Now.Method, settings.Now.Repeat, settings.Deadlines));
        Assert.Equal(("/srv/exports", ExportEncoding.ShiftJis), (settings.Exports.Folder, settings.Exports.Encoding));
        Assert.Equal([ExportFormat.Text, ExportFormat.Fhir], settings.Exports.Formats);
    }

    [Fact]
    public void Open_OldFileWithTheMethodAlone_CountsAndTheRestIsTheConfiguration()
    {
        Write("""{"method":"visual"}""");
        options.Panel.Volume = 70;

        var settings = DeskSettings.Open(options);

        Assert.Equal((null, IdentityMethod.Visual, 70), (settings.Trouble, settings.Now.Method, settings.Now.Sound.Volume));
    }

    [Theory]
    [InlineData("""{"volume":"40","pinIdle":"0"}""", "PinIdle")]
    [InlineData("""{"volume":"40","quietFrom":"20:00"}""", "QuietFrom")]
    [InlineData("""{"volume":"40","quietFrom":"20:00","quietTo":"late"}""", "QuietFrom, QuietTo")]
    [InlineData("""{"volume":"40","voiceLanguage":"fr"}""", "VoiceLanguage")]
    public void Open_OneWrongAmongGoodOnes_IsToldAndTheGoodOnesCount(string json, string told)
    {
        Write(json);

        var settings = DeskSettings.Open(options);

        Assert.Contains($": {told};", settings.Trouble, StringComparison.Ordinal);
        Assert.Equal((new SoundSettings(40, null, null, 0, Language.Japanese), new Deadlines()), (settings.Now.Sound, settings.Deadlines));
    }

    [Theory]
    [InlineData("""{"volume":"40" """)]
    [InlineData("""{"volume":40}""")]
    [InlineData("""{"colour":"red"}""")]
    public void Open_DamagedFile_IsToldAndTheConfigurationCounts(string json)
    {
        Write(json);

        var settings = DeskSettings.Open(options);

        Assert.Contains("cannot be read or understood", settings.Trouble, StringComparison.Ordinal);
        Assert.Equal(100, settings.Now.Sound.Volume);
    }

    [Fact]
    public void Set_Some_AreInForceAndStillAfterARestartWhileTheConfigurationGoesOnToCountForTheRest()
    {
        var settings = DeskSettings.Open(options);
        var (answer, changed) = Set(settings, (Setting.Volume, "４０"), (Setting.TakeCard, "20"), (Setting.PinIdle, "30"));

        Assert.Equal(SettingsResult.Done, answer.Result);
        Assert.Equal(["volume=40 was=100", "takeCard=20 was=15"], changed.Select(one => one.Audited));
        Assert.Equal("""{"volume":"40","takeCard":"20"}""", System.IO.File.ReadAllText(File));
        Assert.Equal((40, TimeSpan.FromSeconds(20)), (settings.Now.Sound.Volume, settings.Deadlines.TakeCard));

        options.Panel.Volume = 10;
        options.Deadlines.PinIdle = TimeSpan.FromSeconds(45);
        var again = DeskSettings.Open(options);
        Assert.Equal((40, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(45)), (again.Now.Sound.Volume, again.Deadlines.TakeCard, again.Deadlines.PinIdle));
    }

    [Fact]
    public void Set_OneWrong_ChangesNothingAndTellsEachFault()
    {
        var settings = DeskSettings.Open(options);
        var before = settings.View;
        var (answer, changed) = Set(settings, (Setting.Volume, "40"), (Setting.Staff, "3601"), (Setting.QuietFrom, "20:00"), (Setting.ExportXml, "on"));

        Assert.Equal(SettingsResult.Refused, answer.Result);
        Assert.Equal(
            [(Setting.QuietTo, SettingFault.EndMissing), (Setting.Staff, SettingFault.NotAWait), (Setting.ExportXml, SettingFault.NotHere)],
            answer.Faults.Select(one => (one.Key, one.Value)).OrderBy(one => one.Key));
        Assert.Empty(changed);
        Assert.Equal((100, before.Version, false), (settings.Now.Sound.Volume, settings.View.Version, System.IO.File.Exists(File)));
    }

    [Fact]
    public void Set_FromWhatAnotherChangedMeanwhile_IsNotDoneAndTellsWhatIsInForce()
    {
        var settings = DeskSettings.Open(options);
        var seen = settings.View.Version;
        Set(settings, (Setting.Volume, "40"));

        var (answer, _) = settings.Set(new SettingsOrder(seen, new Dictionary<Setting, string> { [Setting.Volume] = "60" }));

        Assert.Equal((SettingsResult.ChangedMeanwhile, "40", settings.View.Version), (answer.Result, answer.Now.Settings[Setting.Volume], answer.Now.Version));
    }

    [Fact]
    public void Set_CannotBeWritten_IsSaidAndNotInForce()
    {
        var settings = DeskSettings.Open(options);
        Directory.CreateDirectory(File + ".new");

        var (answer, changed) = Set(settings, (Setting.Volume, "40"));

        Assert.Equal((SettingsResult.NotWritten, 100), (answer.Result, settings.Now.Sound.Volume));
        Assert.Empty(changed);
    }

    [Fact]
    public void Exports_TurnedOff_StayOffUntilThereIsAFolderAgain()
    {
        options.Export.Folder = "/srv/exports";
        Assert.Equal(SettingsResult.Done, Set(DeskSettings.Open(options), (Setting.ExportXml, "off")).Answer.Result);

        options.Export.Folder = null;
        var without = DeskSettings.Open(options);
        Assert.Equal((null, false), (without.Trouble, without.View.Settings.ContainsKey(Setting.ExportXml)));
        Set(without, (Setting.Volume, "40"));

        options.Export.Folder = "/srv/exports";
        Assert.Empty(DeskSettings.Open(options).Exports.Formats);
    }

    private static (SettingsAnswer Answer, IReadOnlyList<ChangedSetting> Changed) Set(DeskSettings settings, params (Setting Setting, string Text)[] wanted) =>
        settings.Set(new SettingsOrder(settings.View.Version, wanted.ToDictionary(one => one.Setting, one => one.Text)));

    private void Write(string json) => System.IO.File.WriteAllText(File, json);
}
