using Kiosk.Pi.Configuration;
using Kiosk.Secrets;

namespace Kiosk.Pi.FirstBoot;

/// <summary><c>kiosk first-boot</c>: takes what a technician put on the boot partition or on a stick. At every start; where there is nothing, nothing is done.</summary>
/// <param name="places">Where it goes.</param>
/// <param name="status">Where the screen and the lamp look for what is wrong.</param>
internal sealed class FirstBootVerb(StandPlaces places, string status, TextWriter output, TextWriter error)
{
    // Configuration and certificates are read by whoever looks at the stand; what is secret is its owner's.
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Looks into the folders in turn, and takes the first file. Returns the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> folders)
    {
        BootStatus.Forget(status);
        if (BootFile.Find(folders) is not { } path)
        {
            return await LookAtPresentAsync(folders);
        }

        var (file, unread) = BootFile.Read(path);
        var (plan, problem) = file is null ? (null, unread) : BootPlan.Of(file, places);
        problem ??= Write(plan!) ?? Shred(file!);
        if (problem is not null)
        {
            return await RefuseAsync(file?.Folder ?? Path.GetDirectoryName(path)!, problem);
        }

        File.Delete(TechniciansFile.ProblemIn(file!.Folder));
        await output.WriteLineAsync($"'{path}' was taken, and wiped from where it was.");
        return ExitCode.Done;
    }

    // What was set up before, by a file or by hand.
    private async Task<int> LookAtPresentAsync(IReadOnlyList<string> folders)
    {
        // The example that the package brings names no facility.
        if (!File.Exists(places.Configuration) || KioskConfiguration.Read(places.Configuration, []).Configuration is not { } configuration || configuration["Facility:Code"] is null)
        {
            return await RefuseAsync(folders[0], new BootProblem(BootTrouble.Nothing, []));
        }

        await output.WriteLineAsync("There is no kiosk.json to be taken; this stand has its configuration.");
        return ExitCode.Done;
    }

    private BootProblem? Write(BootPlan plan)
    {
        try
        {
            foreach (var path in plan.LeftOut.Where(File.Exists))
            {
                File.Delete(path);
            }

            foreach (var (path, content) in plan.Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                WholeFile.Write(path, stream => stream.Write(content));
                if (!IsSecret(path))
                {
                    File.SetUnixFileMode(path, ForAll);
                }
            }

            return null;
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            return new BootProblem(BootTrouble.CannotWrite, [unwritten.Message]);
        }
    }

    private bool IsSecret(string path) => path == places.Enrol || path.EndsWith("wifi.conf", StringComparison.Ordinal);

    // What stays is taken again at the next start, with the same outcome; but the code lies open on the card until then.
    private static BootProblem? Shred(BootFile file)
    {
        try
        {
            file.Shred();
            return null;
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            return new BootProblem(BootTrouble.CannotWrite, [$"'{file.Path}' was taken, but cannot be wiped: {unwritten.Message} Take the card or stick out of write protection."]);
        }
    }

    private async Task<int> RefuseAsync(string folder, BootProblem problem)
    {
        await error.WriteLineAsync($"kiosk: {problem.Text.TrimEnd()}");
        string? untold = null;
        try
        {
            BootStatus.Tell(status, problem);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            untold = unwritten.Message;
        }

        untold = (problem.Trouble == BootTrouble.Nothing ? null : TechniciansFile.TellProblem(folder, problem.Text)) ?? untold;
        if (untold is not null)
        {
            await error.WriteLineAsync($"kiosk: This could not be written for the screen or beside the file: {untold}");
        }

        return problem.Trouble == BootTrouble.CannotWrite ? ExitCode.CannotWrite : ExitCode.Configuration;
    }
}
