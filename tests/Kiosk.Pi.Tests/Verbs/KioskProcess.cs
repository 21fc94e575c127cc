using System.Diagnostics;

namespace Kiosk.Pi.Tests.Verbs;

/// <summary>The binary itself, run to its end.</summary>
internal static class KioskProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunProgramAsync("kiosk", arguments, tools: null);

    /// <summary>Runs a program, <c>kiosk</c> being the one beside this test.</summary>
    /// <param name="tools">A folder whose programs go before the system's.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunProgramAsync(string program, IEnumerable<string> arguments, string? tools)
    {
        var start = new ProcessStartInfo(program == "kiosk" ? Path.Combine(AppContext.BaseDirectory, program) : program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (tools is not null)
        {
            start.Environment["PATH"] = $"{tools}:{start.Environment["PATH"]}";
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }
}
