using Kiosk.Records;

namespace Kiosk.Pi.Configuration;

/// <summary>Where and how results are handed to other programs by themselves.</summary>
/// <param name="Folder">The folder; null: nowhere.</param>
/// <param name="Formats">The forms.</param>
/// <param name="Encoding">Of text and XML.</param>
internal sealed record ExportSettings(string? Folder, IReadOnlyList<ExportFormat> Formats, ExportEncoding Encoding)
{
    // The ticket may be noted long after its visit: it goes with a person's export only.
    private static readonly string[] ByThemselves = [.. ExportWords.AllFormats.Except([ExportWords.Of(ExportFormat.Ticket)], StringComparer.Ordinal)];

    /// <summary>As configured; what <see cref="Problems"/> finds fault with is left out.</summary>
    public static ExportSettings Of(KioskOptions options) => new(
        options.Export.Folder,
        [.. Words(options).Where(word => ByThemselves.Contains(word, StringComparer.OrdinalIgnoreCase)).Select(word => ExportWords.TryParse(word, out ExportFormat format) ? format : default).Distinct()],
        ExportWords.TryParse(options.Export.Encoding, out ExportEncoding encoding) ? encoding : default);

    /// <summary>What is wrong, with the key.</summary>
    public static IEnumerable<string> Problems(KioskOptions options)
    {
        if (options.Export.Folder is { } folder)
        {
            if (!Path.IsPathFullyQualified(folder))
            {
                yield return $"Export:Folder is '{folder}': it must be the whole path of a folder.";
            }
            else if (IsWithin(folder, options.Vault.Folder) || IsWithin(folder, options.Identity.Folder))
            {
                yield return $"Export:Folder '{folder}' lies within Vault:Folder or Identity:Folder, which are for nobody but the stand: name another one.";
            }
        }

        if (options.Face.Folder is { } faces)
        {
            if (!Path.IsPathFullyQualified(faces))
            {
                yield return $"Face:Folder is '{faces}': it must be the whole path of a folder.";
            }
            else if (options.Export.Folder is { } own && IsWithin(faces, own) && IsWithin(own, faces))
            {
                yield return $"Face:Folder and Export:Folder are both '{faces}': the stand would read its own results as the face reader's.";
            }
        }

        foreach (var word in Words(options).DefaultIfEmpty("").Where(word => !ByThemselves.Contains(word, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"Export:Formats holds '{word}': it must be some of {string.Join(", ", ByThemselves)}, with commas between.";
        }

        if (!ExportWords.TryParse(options.Export.Encoding, out ExportEncoding _))
        {
            yield return $"Export:Encoding is '{options.Export.Encoding}': it must be {string.Join(" or ", ExportWords.AllEncodings)}.";
        }
    }

    private static string[] Words(KioskOptions options) => options.Export.Formats.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsWithin(string folder, string other) =>
        (Path.GetFullPath(folder).TrimEnd('/') + '/').StartsWith(Path.GetFullPath(other).TrimEnd('/') + '/', StringComparison.Ordinal);
}
