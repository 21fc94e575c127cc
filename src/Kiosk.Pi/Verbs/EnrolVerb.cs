using System.Diagnostics;
using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Authority;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.FirstBoot;
using Kiosk.Records;
using Kiosk.Vault;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk enrol</c>: makes the stand's key and has the authority certify it. An identity that is there serves on until the new one is complete.</summary>
internal static class EnrolVerb
{
    private const string NoCode = "An activation code is needed; the authority's portal issues it. Give it with --activation CODE or --file FILE, pipe it in, or run this at a terminal and type it.";

    /// <summary>Enrols with what was given, or asks for it.</summary>
    public static async Task<int> InvokeAsync(KioskOptions options, string? activation, string? name, CancellationToken stop)
    {
        if (Problems(options) is { } problems)
        {
            return await RefuseAsync(ExitCode.Configuration, problems);
        }

        if (activation is null && !Console.IsInputRedirected)
        {
            await Console.Out.WriteLineAsync($"Facility {options.Facility.Code}, authority {options.Authority.BaseAddress}. {Present(options)}".TrimEnd());
            name ??= await EnrolPrompt.AskNameAsync(Environment.MachineName, stop);
        }

        activation ??= await EnrolPrompt.AskCodeAsync(stop);
        if (string.IsNullOrWhiteSpace(activation))
        {
            return await RefuseAsync(ExitCode.Usage, NoCode);
        }

        var exitCode = await EnrolAsync(options, activation, name, stop);
        return exitCode == ExitCode.Done && !Console.IsInputRedirected ? await OfferAccountAsync(options, stop) : exitCode;
    }

    // Whoever sets up a stand by hand is there to become its administrator.
    private static async Task<int> OfferAccountAsync(KioskOptions options, CancellationToken stop)
    {
        if (new AccountFile(options.Staff.Folder).Read() is not ({ Count: 0 }, null))
        {
            return ExitCode.Done;
        }

        await Console.Out.WriteAsync("Nobody signs in at this stand yet: whoever may use its socket may do everything. Staff id of the first administrator (empty: later, with 'kiosk staff add'): ");
        return await Console.In.ReadLineAsync(stop) is { } typed && !string.IsNullOrWhiteSpace(typed)
            ? await KioskCommand.VerbOf(options).AddAsync(typed.Trim(), name: null, [StaffRole.Administrator], stop)
            : ExitCode.Done;
    }

    /// <summary>Enrols with what a file says. Whoever tells to forget the code may run this at every start: without one, a stand that is enrolled stays as it is.</summary>
    public static async Task<int> InvokeAsync(KioskOptions options, string file, bool forget, CancellationToken stop)
    {
        if (Problems(options) is { } problems)
        {
            return await RefuseAsync(ExitCode.Configuration, problems);
        }

        var (told, unread) = EnrolFile.Read(file);
        if (told is null)
        {
            return await RefuseAsync(ExitCode.Usage, unread!);
        }

        if (told.FacilityCode is { } facility && facility != options.Facility.Code)
        {
            return await RefuseAsync(ExitCode.Configuration, $"'{file}' is for facility '{facility}', but Facility:Code is {options.Facility.Code}. Set one of them right.");
        }

        if (string.IsNullOrWhiteSpace(told.ActivationCode))
        {
            if (Present(options) is not { } present)
            {
                return await RefuseAsync(ExitCode.Usage, $"'{file}' has no activationCode; the authority's portal issues it.");
            }

            await Console.Out.WriteLineAsync($"{present} Nothing to do: '{file}' has no activationCode.");
            return ExitCode.Done;
        }

        var exitCode = await EnrolAsync(options, told.ActivationCode, told.DeviceName, stop);
        BootStatus.Enrolled(options, exitCode);
        return exitCode == ExitCode.Done && forget && !told.ForgetCode(file)
            ? await RefuseAsync(ExitCode.CannotWrite, $"The stand is enrolled, but '{file}' cannot be written to forget the code (which is used up).")
            : exitCode;
    }

    private static string? Problems(KioskOptions options) => string.Join('\n', ConfigurationCheck.ForAuthority(options)) is { Length: > 0 } problems ? problems : null;

    private static string? Present(KioskOptions options) => DeviceIdentity.Load(options.Identity.Folder).Identity is { } present
        ? $"This stand is enrolled as {present.DeviceId} until {present.NotAfter:yyyy-MM-dd}."
        : null;

    private static async Task<int> EnrolAsync(KioskOptions options, string activation, string? name, CancellationToken stop)
    {
        var result = await Enrolment.EnrolAsync(
            new AuthorityOptions(options.Authority.BaseAddress!, options.Authority.CaFile!), KioskConfiguration.Facility(options).Code!,
            string.IsNullOrWhiteSpace(name) ? Environment.MachineName : name, activation, options.Identity.Folder, TimeProvider.System, stop, options.Identity.Seal);
        if (result is not EnrolmentResult.Enrolled enrolled)
        {
            var (exitCode, problem) = ProblemOf(result, options);
            return await RefuseAsync(exitCode, problem);
        }

        await AuditAsync(options, enrolled);
        await Console.Out.WriteLineAsync($"""
            This stand is enrolled as {enrolled.DeviceId} of {enrolled.FacilityName ?? "the facility"}.
            Its certificate serves until {enrolled.NotAfter:yyyy-MM-dd} and is renewed by itself.
            Method A (photo compared by staff) is {(enrolled.VisualGranted ? "granted" : "not granted")} to it.
            Its key is {(DeviceIdentity.Load(options.Identity.Folder).Identity is { IsSealed: true } ? "sealed: no other computer can use it" : "in a file for its owner only")}.
            """);
        return ExitCode.Done;
    }

    // A vault is not made for it: whoever enrols a new stand may be another user than its own.
    private static async Task AuditAsync(KioskOptions options, EnrolmentResult.Enrolled enrolled)
    {
        if (!SqliteVault.IsIn(options.Vault.Folder))
        {
            return;
        }

        await using var vault = Rooms.Vault(options).Value;
        var happened = new AuditEvent(TimeProvider.System.GetUtcNow(), AuditKind.DeviceEnrolled, Detail: $"device={enrolled.DeviceId} until={enrolled.NotAfter:yyyy-MM-dd}");
        if (vault is null || await vault.AuditAsync([happened], CancellationToken.None) is not null)
        {
            await Console.Error.WriteLineAsync("kiosk: That the stand was enrolled could not be audited: the vault cannot be written.");
        }
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
