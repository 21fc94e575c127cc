using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Bench.Commands;

/// <summary>What <c>up</c> tells everybody else, in D/bench.json.</summary>
/// <param name="UpPid">The process that holds the bench together: SIGTERM to it ends everything.</param>
/// <param name="KioskPid">The desk.</param>
/// <param name="PcscdPid">The pcscd, as this machine numbers it.</param>
/// <param name="PcscSocket">The pcscd's socket: PCSCLITE_CSOCK_NAME for clients.</param>
/// <param name="VpcdPort">Where the virtual reader listens inside the namespaces.</param>
/// <param name="NamespacePid">A process inside the namespaces: <c>nsenter -t PID -U -n</c> joins them.</param>
/// <param name="DeskSocket">The staff socket.</param>
/// <param name="PanelSocket">The simulated panel.</param>
/// <param name="AuthorityUrl">Without /v1.</param>
/// <param name="ConfigFile">The desk's kiosk.json.</param>
internal sealed record BenchFile(
    int UpPid, int KioskPid, int PcscdPid, string PcscSocket, int VpcdPort, int NamespacePid, string DeskSocket, string PanelSocket, string AuthorityUrl, string ConfigFile)
{
    /// <summary>Writes it in one step, so that nobody reads half of it.</summary>
    public void Write(BenchFolder folder)
    {
        var next = folder.BenchFile + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(this, BenchFileJson.Default.BenchFile) + "\n");
        File.Move(next, folder.BenchFile, overwrite: true);
    }

    /// <summary>What the last <c>up</c> wrote, whether it still runs or not.</summary>
    public static BenchFile? Read(BenchFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(folder.BenchFile), BenchFileJson.Default.BenchFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The bench that runs in a folder.</summary>
    /// <exception cref="BenchException">None does.</exception>
    public static BenchFile Running(BenchFolder folder) => Read(folder) is { } file && Processes.IsUp(file.UpPid)
        ? file
        : throw new BenchException($"No bench runs in {folder.Path}. Start one with 'kiosk-bench up --dir {folder.Path}' and wait for its line 'ready'.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BenchFile))]
internal sealed partial class BenchFileJson : JsonSerializerContext;
