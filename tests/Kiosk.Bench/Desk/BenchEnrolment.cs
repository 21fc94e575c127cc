using Kiosk.Bench.Commands;
using Kiosk.Pi;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Verbs;

namespace Kiosk.Bench.Desk;

/// <summary>Enrols the bench's stand as <c>kiosk enrol</c> does.</summary>
internal static class BenchEnrolment
{
    /// <exception cref="BenchException">It is not enrolled; why stands on the error stream already.</exception>
    public static async Task EnrolAsync(BenchFolder folder, string activation, TextWriter errors, CancellationToken stop)
    {
        var (configuration, unread) = KioskConfiguration.Read(folder.ConfigFile, []);
        var (options, unbound) = configuration is null ? (null, unread) : KioskConfiguration.Bind(configuration);
        if (options is null)
        {
            throw new BenchException(unbound ?? $"'{folder.ConfigFile}' cannot be used.");
        }

        // Before the code is spent on a desk that could not run.
        var problems = ConfigurationCheck.ForRun(options).ToList();
        if (problems.Count == 0 && Rooms.Cas(options) is { Value: null, Problem: var problem })
        {
            problems.Add(problem);
        }

        if (problems.Count > 0)
        {
            throw new BenchException($"The desk cannot run: {string.Join(' ', problems)}");
        }

        // Standard output is for 'ready' alone.
        var output = Console.Out;
        Console.SetOut(errors);
        try
        {
            var made = $"{options.Authority.BaseAddress}\n{activation}\n";
            var exitCode = await EnrolVerb.InvokeAsync(options, activation, "bench", stop);
            if (exitCode == ExitCode.Refused && File.Exists(folder.SpentActivation) && await File.ReadAllTextAsync(folder.SpentActivation, stop) == made)
            {
                await errors.WriteLineAsync("kiosk-bench: With this code the stand was enrolled the last time: it keeps that identity.");
                return;
            }

            if (exitCode != ExitCode.Done)
            {
                throw new BenchException($"The stand could not be enrolled (exit code {exitCode}, see above).");
            }

            await File.WriteAllTextAsync(folder.SpentActivation, made, stop);
        }
        finally
        {
            Console.SetOut(output);
        }
    }
}
