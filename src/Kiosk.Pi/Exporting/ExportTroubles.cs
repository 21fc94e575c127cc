using Kiosk.Records;

namespace Kiosk.Pi.Exporting;

/// <summary>Troubles of a folder, in English for whoever runs the stand, after its name.</summary>
internal static class ExportTroubles
{
    public static string Of(ExportTrouble trouble) => trouble switch
    {
        ExportTrouble.Gone => "is not there. Make the folder, or connect the computer that it is on.",
        ExportTrouble.Full => "is full. Make room.",
        ExportTrouble.NoAccess => "cannot be written. Give the user the right to write it.",
        ExportTrouble.Silent => "does not answer. Is the computer that it is on running, and reachable?",
    };
}
