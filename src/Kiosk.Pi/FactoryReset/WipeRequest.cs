using Kiosk.Pi.FirstBoot;

namespace Kiosk.Pi.FactoryReset;

/// <summary>Whether a wipe is asked for: by a file <c>kiosk-wipe</c>, or by <c>kiosk.wipe</c> on the kernel's command line.</summary>
/// <param name="File">The file; null where there is none.</param>
/// <param name="IsFlagged">Whether the kernel was told.</param>
internal sealed record WipeRequest(string? File, bool IsFlagged)
{
    private const string Flag = "kiosk.wipe";

    private static readonly string[] Names = ["kiosk-wipe", "kiosk-wipe.txt"];

    public bool IsMade => File is not null || IsFlagged;

    /// <summary>What the file says.</summary>
    public string? Text => File is { } file ? System.IO.File.ReadAllText(file).Trim() : null;

    /// <summary>Looks into the folders, and at what the kernel was told.</summary>
    public static WipeRequest Find(IEnumerable<string> folders, string commandLine = "/proc/cmdline") => new(
        TechniciansFile.Find(folders, Names),
        System.IO.File.Exists(commandLine) && System.IO.File.ReadAllText(commandLine).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Contains(Flag, StringComparer.Ordinal));

    /// <summary>The file goes; the kernel's flag goes with whoever set it.</summary>
    public void Withdraw()
    {
        if (File is { } file)
        {
            System.IO.File.Delete(file);
        }
    }
}
