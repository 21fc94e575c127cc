using System.Text.Json.Serialization;
using Kiosk.Desk;

namespace Kiosk.Settings;

/// <summary>The settings in force.</summary>
/// <param name="Version">Another for every other state of them: whoever changes them says which they saw.</param>
/// <param name="Settings">All that this stand has.</param>
/// <param name="HasKeypad">A PIN can be typed.</param>
public sealed record SettingsView(string Version, IReadOnlyDictionary<Setting, string> Settings, bool HasKeypad);

/// <summary>What is to be changed: all of it or nothing.</summary>
/// <param name="Version">Of the settings that were seen; another one by now is not overwritten.</param>
/// <param name="Settings">The settings; those that are left out stay as they are.</param>
public sealed record SettingsOrder([property: JsonRequired] string Version, [property: JsonRequired] IReadOnlyDictionary<Setting, string> Settings);

/// <summary>What became of an order.</summary>
public enum SettingsResult
{
    /// <summary>Done; visits to come follow it.</summary>
    Done,

    /// <summary>Something is wrong, and nothing was changed.</summary>
    Refused,

    /// <summary>Somebody else changed them meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>They could not be written, and stay as they were.</summary>
    NotWritten,
}

/// <summary>The desk's answer to an order.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Now">The settings in force.</param>
/// <param name="Faults">What is wrong with which setting.</param>
public sealed record SettingsAnswer(SettingsResult Result, SettingsView Now, IReadOnlyDictionary<Setting, SettingFault> Faults);

/// <summary>The desk as an administrator sets it.</summary>
public interface ISettingsDesk
{
    /// <summary>The settings in force.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<SettingsView> SettingsAsync(CancellationToken cancellation);

    /// <summary>Changes settings; audited, a row for each.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<SettingsAnswer> SetAsync(SettingsOrder order, string staff, CancellationToken cancellation);
}
