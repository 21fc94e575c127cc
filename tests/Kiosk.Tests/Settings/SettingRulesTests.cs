using Kiosk.Settings;

namespace Kiosk.Tests.Settings;

public sealed class SettingRulesTests
{
    private static readonly Dictionary<Setting, string> Good = new()
    {
        [Setting.Method] = "pin",
        [Setting.Repeat] = "ask",
        [Setting.Volume] = "100",
        [Setting.QuietFrom] = "",
        [Setting.QuietTo] = "",
        [Setting.QuietVolume] = "0",
        [Setting.VoiceLanguage] = "ja",
        [Setting.NothingTyped] = "60",
        [Setting.PinIdle] = "30",
        [Setting.Staff] = "180",
        [Setting.TakeCard] = "15",
        [Setting.ExportXml] = "on",
        [Setting.ExportText] = "off",
        [Setting.ExportFhir] = "off",
        [Setting.ExportEncoding] = "utf-8",
    };

    [Fact]
    public void FaultOf_EverySettingAsItMayBe_IsNull() =>
        Assert.All(Enum.GetValues<Setting>(), setting => Assert.Null(SettingRules.FaultOf(setting, Good, hasKeypad: true)));

    [Fact]
    public void FaultOf_EverySettingThatIsMissingOrNonsense_IsAFaultButForHours() => Assert.All(Enum.GetValues<Setting>(), setting =>
    {
        Assert.NotNull(Fault(setting, "x"));
        Assert.Equal(setting is Setting.QuietFrom or Setting.QuietTo, Fault(setting, null) is null);
    });

    [Theory]
    [InlineData(Setting.Method, "PIN", null)]
    [InlineData(Setting.Method, "1", SettingFault.NotAChoice)]
    [InlineData(Setting.Volume, "０", null)]
    [InlineData(Setting.Volume, " 40 ", null)]
    [InlineData(Setting.Volume, "101", SettingFault.NotAVolume)]
    [InlineData(Setting.Volume, "-1", SettingFault.NotAVolume)]
    [InlineData(Setting.Volume, "99999999999", SettingFault.NotAVolume)]
    [InlineData(Setting.Volume, "40.5", SettingFault.NotAVolume)]
    [InlineData(Setting.QuietFrom, "24:00", SettingFault.NotATime)]
    [InlineData(Setting.QuietTo, "7", SettingFault.NotATime)]
    [InlineData(Setting.PinIdle, "0", SettingFault.NotAWait)]
    [InlineData(Setting.PinIdle, "0.5", null)]
    [InlineData(Setting.PinIdle, "3600", null)]
    [InlineData(Setting.PinIdle, "3600.1", SettingFault.NotAWait)]
    [InlineData(Setting.PinIdle, "79228162514264337593543950335", SettingFault.NotAWait)]
    [InlineData(Setting.PinIdle, "-3", SettingFault.NotAWait)]
    [InlineData(Setting.PinIdle, "00:00:30", SettingFault.NotAWait)]
    public void FaultOf_AText_IsItsFault(Setting setting, string text, SettingFault? fault) => Assert.Equal(fault, Fault(setting, text));

    [Fact]
    public void FaultOf_PinWithoutAKeypad_IsToldApart() => Assert.Equal(SettingFault.NoKeypad, SettingRules.FaultOf(Setting.Method, Good, hasKeypad: false));

    [Theory]
    [InlineData("20:00", "7:00", null, null)]
    [InlineData("２０：００", "07:00", null, null)]
    [InlineData("20:00", "", null, SettingFault.EndMissing)]
    [InlineData("", "07:00", SettingFault.EndMissing, null)]
    [InlineData("20:00", "20:00", null, SettingFault.NoHours)]
    [InlineData("20:00", "late", null, SettingFault.NotATime)]
    public void FaultOf_TheEndsOfTheQuietHours_AreJudgedTogether(string from, string to, SettingFault? ofFrom, SettingFault? ofTo)
    {
        var all = new Dictionary<Setting, string>(Good) { [Setting.QuietFrom] = from, [Setting.QuietTo] = to };

        Assert.Equal((ofFrom, ofTo), (SettingRules.FaultOf(Setting.QuietFrom, all, hasKeypad: true), SettingRules.FaultOf(Setting.QuietTo, all, hasKeypad: true)));
    }

    [Theory]
    [InlineData(Setting.Volume, "０４０", "40")]
    [InlineData(Setting.QuietFrom, "8:05", "08:05")]
    [InlineData(Setting.Staff, "30.50", "30.5")]
    [InlineData(Setting.Method, "Visual", "visual")]
    [InlineData(Setting.QuietTo, null, "")]
    public void Canonical_OfWhatWasTyped_IsTheOneWayToWriteIt(Setting setting, string? typed, string written) => Assert.Equal(written, SettingRules.Canonical(setting, typed));

    private static SettingFault? Fault(Setting setting, string? text) =>
        SettingRules.FaultOf(setting, Good.Where(pair => pair.Key != setting || text is not null).ToDictionary(pair => pair.Key, pair => pair.Key == setting ? text! : pair.Value), hasKeypad: true);
}
