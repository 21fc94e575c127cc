using System.Globalization;
using System.Text;
using Kiosk.Pi.Configuration;

namespace Kiosk.Pi.FirstBoot;

/// <summary>What keeps this stand from its first visit, for the screen and for the lamp: a file beside the desk's socket, gone with the power.</summary>
internal static class BootStatus
{
    private const string Name = "first-boot.txt";

    public static string PathOf(KioskOptions options) => Path.Combine(Path.GetDirectoryName(options.Desk.Socket)!, Name);

    public static void Tell(string path, BootProblem problem)
    {
        File.WriteAllText(path, $"{(int)problem.Trouble}\n{problem.Text}", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        // The screen has a user of its own, who is of the desk's group.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }

    /// <summary>After enrolling with a file, at which nobody watches: what came of it. Where there is no such folder, nobody looks there either.</summary>
    public static void Enrolled(KioskOptions options, int exitCode)
    {
        var path = PathOf(options);
        try
        {
            if (TroubleOf(exitCode) is { } trouble)
            {
                Tell(path, new BootProblem(trouble, []));
            }
            else
            {
                Forget(path);
            }
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            // Told on standard error by whoever enrols.
        }
    }

    private static BootTrouble? TroubleOf(int exitCode) => exitCode switch
    {
        ExitCode.Done => null,
        ExitCode.Refused => BootTrouble.Refused,
        ExitCode.Unavailable => BootTrouble.Unreachable,
        ExitCode.CannotWrite => BootTrouble.CannotWrite,
        _ => BootTrouble.WrongValue,
    };

    public static void Forget(string path) => File.Delete(path);

    /// <summary>The number and the text; null where all is well.</summary>
    public static (int Number, string Text)? Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return int.TryParse(text[..Math.Max(end, 0)], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, text[(end + 1)..]) : null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
