using Kiosk.Authority;
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
    /// <param name="onlyNew">A stand that is enrolled takes nothing: for sticks, which anybody can plug in.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> folders, bool onlyNew = false)
    {
        BootStatus.Forget(status);
        try
        {
            return BootFile.Find(folders) is { } path ? await TakeAsync(path, onlyNew) : await LookAtPresentAsync(folders);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The stick was pulled out meanwhile, or the disk dies.
            return await RefuseAsync(folders[0], new BootProblem(BootTrouble.Unreadable, [gone.Message]));
        }
    }

    private async Task<int> TakeAsync(string path, bool onlyNew)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (BootFile.IsWiped(path))
        {
            // It was taken, and the power went before it was gone.
            File.Delete(path);
            return await LookAtPresentAsync([folder]);
        }

        if (onlyNew && IsEnrolled)
        {
            return await RefuseAsync(folder, new BootProblem(BootTrouble.SetUpAlready, []));
        }

        var (file, unread) = BootFile.Read(path);
        var (plan, problem) = file is null ? (null, unread) : BootPlan.Of(file, places);
        problem ??= Write(plan!) ?? Shred(file!);
        if (problem is not null)
        {
            return await RefuseAsync(folder, problem);
        }

        TechniciansFile.ForgetProblem(folder);
        await output.WriteLineAsync($"'{path}' was taken, and wiped from where it was.");
        return ExitCode.Done;
    }

    private bool IsEnrolled
    {
        get
        {
            var options = KioskConfiguration.Read(places.Configuration, []).Configuration is { } present && KioskConfiguration.Bind(present).Options is { } bound ? bound : new KioskOptions();
            return DeviceIdentity.Load(places.Under(options.Identity.Folder)).Trouble != IdentityTrouble.NotEnrolled;
        }
    }

    // What was set up before, by a file or by hand.
    private async Task<int> LookAtPresentAsync(IReadOnlyList<string> folders)
    {
        if (!KioskConfiguration.NamesFacility(places.Configuration))
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
            foreach (var (path, content) in plan.Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                WholeFile.Write(path, stream => stream.Write(content));
                if (!IsSecret(path))
                {
                    File.SetUnixFileMode(path, ForAll);
                }
            }

            // Last: whatever cannot be written takes nothing away.
            foreach (var path in plan.LeftOut)
            {
                Overwritten.Delete(path);
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
            // A stand that serves has nothing to tell to its visitors.
            if (problem.Trouble != BootTrouble.SetUpAlready)
            {
                BootStatus.Tell(status, problem);
            }
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
