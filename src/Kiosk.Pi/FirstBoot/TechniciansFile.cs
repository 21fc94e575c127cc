namespace Kiosk.Pi.FirstBoot;

/// <summary>A file that a technician put on the boot partition or a stick, from whatever computer.</summary>
internal static class TechniciansFile
{
    /// <summary>Where it lies, in the first of these folders that has one. FAT knows no upper and lower case.</summary>
    /// <param name="names">As it is called; and with <c>.txt</c> behind, since Windows hides the end of a name.</param>
    public static string? Find(IEnumerable<string> folders, params string[] names) => folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        .FirstOrDefault(path => names.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase));
}
