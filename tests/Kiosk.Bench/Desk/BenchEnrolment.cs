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

        // Standard output is for 'ready' alone.
        var output = Console.Out;
        Console.SetOut(errors);
        try
        {
            if (await EnrolVerb.InvokeAsync(options, activation, "bench", stop) is not ExitCode.Done and var exitCode)
            {
                throw new BenchException($"The stand could not be enrolled (exit code {exitCode}, see above).");
            }
        }
        finally
        {
            Console.SetOut(output);
        }
    }
}
