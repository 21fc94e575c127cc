using Kiosk.Settings;

namespace Kiosk.Screen.Tests.Rig;

/// <content>The settings.</content>
internal sealed partial class FakeDesk
{
    public SettingsView Settings { get; set; } = new("v1", new Dictionary<Setting, string>
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
    }, HasKeypad: true);

    /// <summary>What was to be changed, and by whom.</summary>
    public List<(SettingsOrder Order, string Staff)> SettingsOrders { get; } = [];

    public Func<SettingsOrder, SettingsAnswer>? SettingsAnswer { get; set; }

    public Task<SettingsView> SettingsAsync(CancellationToken cancellation) => Answer(() => Settings);

    public Task<SettingsAnswer> SetAsync(SettingsOrder order, string staff, CancellationToken cancellation)
    {
        SettingsOrders.Add((order, staff));
        return Answer(() => SettingsAnswer?.Invoke(order) ?? new SettingsAnswer(SettingsResult.Done, Settings, new Dictionary<Setting, SettingFault>()));
    }
}
