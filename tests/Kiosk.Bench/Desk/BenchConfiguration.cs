using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Bench.Commands;

namespace Kiosk.Bench.Desk;

/// <summary>The desk's kiosk.json at the bench.</summary>
internal static class BenchConfiguration
{
    /// <summary>Prefecture 13, kind 2 (a checkup facility), a number that is not given out, and the right check digit.</summary>
    public const string FacilityCode = "1329999997";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>What the bench says, before anybody's own file.</summary>
    public static JsonObject Defaults(BenchFolder folder, Uri authority, string authorityCa, string cardCas) => new()
    {
        ["Facility"] = new JsonObject { ["Code"] = FacilityCode },
        ["Identity"] = new JsonObject { ["Method"] = "pin", ["Folder"] = folder.IdentityFolder, ["Seal"] = false },
        ["Authority"] = new JsonObject { ["BaseAddress"] = authority.AbsoluteUri, ["CaFile"] = authorityCa },
        ["Card"] = new JsonObject { ["CaFolder"] = cardCas, ["Reader"] = "Virtual PCD*", ["Profiles"] = new JsonArray(ComingCard) },
        ["Staff"] = new JsonObject { ["Folder"] = folder.StaffFolder },
        ["Vault"] = new JsonObject { ["Folder"] = folder.VaultFolder, ["Seal"] = false },
        ["Desk"] = new JsonObject { ["Socket"] = folder.DeskSocket },
        ["Screen"] = new JsonObject { ["Language"] = "ja" },
    };

    // The layout of the bench's own card to come; the stand knows of it by configuration alone.
    private static JsonObject ComingCard => new()
    {
        ["Name"] = "bench-next",
        ["Aid"] = "F04B494F534B01",
        ["Token"] = "0006",
        ["Certificate"] = "000C",
        ["Pin"] = "0012",
        ["Key"] = "0011",
        ["Algorithm"] = "ES384",
    };

    /// <summary>Writes the desk's file and gives the path of the staff socket in it.</summary>
    public static string Write(BenchFolder folder, JsonObject defaults, string? ownFile)
    {
        var config = ownFile is null ? defaults : KioskJson.Merge(defaults, KioskJson.Read(ownFile));
        File.WriteAllText(folder.ConfigFile, config.ToJsonString(Readable) + "\n");
        return KioskJson.Text(config, "Desk:Socket") ?? folder.DeskSocket;
    }
}
