using System.Text;

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

    /// <summary>Says beside it what is wrong, to be read on the computer that it came from. Returns why that could not be said; null when it was.</summary>
    public static string? TellProblem(string folder, string text)
    {
        try
        {
            // The editor of Windows shows Japanese with this mark at its head, and ends lines so.
            File.WriteAllText(ProblemIn(folder), text.ReplaceLineEndings("\r\n"), Encoding.UTF8);
            return null;
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            return unwritten.Message;
        }
    }

    /// <summary>What was wrong is mended; where the stick is gone meanwhile, it stays written there.</summary>
    public static void ForgetProblem(string folder)
    {
        try
        {
            File.Delete(ProblemIn(folder));
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            // Told before, and no harm.
        }
    }

    private static string ProblemIn(string folder) => Path.Combine(folder, "kiosk-problem.txt");
}
