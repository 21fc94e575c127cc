using System.Diagnostics;
using Kiosk.Authority;
using Kiosk.Pi.Configuration;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk enrol</c>: makes the stand's key and has the authority certify it.</summary>
internal static class EnrolVerb
{
    public static async Task<int> InvokeAsync(KioskOptions options, string? activation, string? name, CancellationToken stop)
    {
        var problems = ConfigurationCheck.ForAuthority(options).ToList();
        if (problems.Count > 0)
        {
            return await RefuseAsync(ExitCode.Configuration, string.Join('\n', problems));
        }

        if (activation is null)
        {
            await Console.Out.WriteAsync("Activation code: ");
            activation = await Console.In.ReadLineAsync(stop);
        }

        if (string.IsNullOrWhiteSpace(activation))
        {
            return await RefuseAsync(ExitCode.Usage, "An activation code is needed (--activation): the authority's portal issues it.");
        }

        var result = await Enrolment.EnrolAsync(
            new AuthorityOptions(options.Authority.BaseAddress!, options.Authority.CaFile!), KioskConfiguration.Facility(options).Code!, name ?? Environment.MachineName,
            activation, options.Identity.Folder, TimeProvider.System, stop);
        if (result is not EnrolmentResult.Enrolled enrolled)
        {
            var (exitCode, problem) = ProblemOf(result, options);
            return await RefuseAsync(exitCode, problem);
        }

        await Console.Out.WriteLineAsync($"""
            This stand is enrolled as {enrolled.DeviceId} of {enrolled.FacilityName ?? "the facility"}.
            Its certificate serves until {enrolled.NotAfter:yyyy-MM-dd} and is renewed by itself.
            Method A (photo compared by staff) is {(enrolled.VisualGranted ? "granted" : "not granted")} to it.
            """);
        return ExitCode.Done;
    }

    private static (int ExitCode, string Problem) ProblemOf(EnrolmentResult result, KioskOptions options) => result switch
    {
        EnrolmentResult.ActivationRefused refused => (ExitCode.Refused, $"The activation code is wrong, used or expired. Have a new one issued. {refused.Detail}".TrimEnd()),
        EnrolmentResult.StandRefused refused => (ExitCode.Refused, $"The authority refuses ({refused.Reason}). {refused.Detail}".TrimEnd()),
        EnrolmentResult.CannotReach => (ExitCode.Unavailable, $"The authority at {options.Authority.BaseAddress} cannot be reached. Check the network and Authority:BaseAddress."),
        EnrolmentResult.AuthorityUntrusted => (
            ExitCode.Unavailable,
            $"Who answers at {options.Authority.BaseAddress} is not the authority of Authority:CaFile, or its certificate has another name or date. Check the file, the address and the clock."),
        EnrolmentResult.Unavailable unavailable => (ExitCode.Unavailable, $"The authority is unavailable. Try again later. {unavailable.Detail}".TrimEnd()),
        EnrolmentResult.BadAnswer bad => (ExitCode.Unavailable, $"The authority's answer cannot be understood. {bad.Detail}".TrimEnd()),
        EnrolmentResult.FolderNotWritable => (ExitCode.CannotWrite, $"Identity:Folder '{options.Identity.Folder}' cannot be written. Give the stand's user the right to write it."),
        EnrolmentResult.OptionsUnusable unusable => (ExitCode.Configuration, Rooms.ProblemOf(unusable.Trouble, options)),
        EnrolmentResult.Enrolled or _ => throw new UnreachableException("Enrolled is no problem."),
    };

    private static async Task<int> RefuseAsync(int exitCode, string problem)
    {
        await Console.Error.WriteLineAsync($"kiosk: {problem}");
        return exitCode;
    }
}
