namespace Kiosk.Pi.Bundles;

/// <summary>A program of the system that is asked for a bundle.</summary>
internal static class BundleTool
{
    /// <summary>What it writes; null where there is none, or it fails.</summary>
    public static async Task<string?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken stop) =>
        await SystemTool.RunAsync(program, arguments, stop) is { } ran && (ran.ExitCode == 0 || ran.Output.Length > 0) ? ran.Output : null;
}
