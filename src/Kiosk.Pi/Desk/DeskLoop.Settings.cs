using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Settings;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <content>Settings that staff change: in force at once, but for the visit at the stand, which goes on as it began.</content>
internal sealed partial class DeskLoop
{
    private CommandResult SetMethod(IdentityMethod method, string staff) => Apply(settings.Set(method), staff).Result switch
    {
        SettingsResult.Done => CommandResult.Done,
        SettingsResult.Refused => CommandResult.NoKeypad,
        SettingsResult.ChangedMeanwhile or SettingsResult.NotWritten => CommandResult.NotWritten,
    };

    private SettingsAnswer Apply((SettingsAnswer Answer, IReadOnlyList<ChangedSetting> Changed) done, string staff)
    {
        if (done.Changed.Count > 0)
        {
            health = health with { Method = settings.Now.Method };
            panel.Set(settings.Now.Sound);
            audit.Write([.. done.Changed.Select(one => new AuditEvent(Now, AuditKind.SettingChanged, Staff: staff, Detail: one.Audited))]);
        }

        return done.Answer;
    }
}
