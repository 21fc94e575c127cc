namespace Kiosk.Panel.Tests.Gpio;

/// <summary>The two versions of libgpiod: the one that this Debian has, and the one that scripts/other-libgpiod fetched from the other Debian.</summary>
internal static class Libgpiod
{
    // The bench's rig stands in for mounts in the same way.
    private const string Hide = """while [ "$1" != -- ]; do mount --bind /dev/null "$1" || exit; shift; done; shift; exec "$@" """;

    /// <summary>The file that a version is looked for under.</summary>
    public static string NameOf(int version) => $"libgpiod.so.{version + 1}";

    public static bool Has(int version) => Installed(version).Any() || File.Exists(Path.Combine(Fetched, NameOf(version)));

    /// <summary>A command that finds only this version; 0: none. Where both are asked for (3), it finds both.</summary>
    public static string[] Before(int version, string[] command)
    {
        string[] hidden = [.. Enumerable.Range(1, 2).Where(other => version != 3 && other != version).SelectMany(Installed)];
        string[] enter = hidden is [] ? [] : ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", Hide, "sh", .. hidden, "--"];
        string[] fetched = version == 0 ? [] : ["env", $"LD_LIBRARY_PATH={Fetched}"];
        return [.. enter, .. fetched, .. command];
    }

    private static string Fetched => Path.Combine(AppContext.BaseDirectory, "gpiod");

    private static IEnumerable<string> Installed(int version) => Directory.EnumerateDirectories("/usr/lib").Append("/usr/lib").Append("/usr/local/lib")
        .Select(folder => Path.Combine(folder, NameOf(version))).Where(File.Exists);
}
