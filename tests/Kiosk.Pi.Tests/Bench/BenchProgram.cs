using System.Diagnostics;

namespace Kiosk.Pi.Tests.Bench;

/// <summary><c>kiosk-bench</c> as somebody's script uses it.</summary>
internal static class BenchProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "kiosk-bench");

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var program = Process.Start(new ProcessStartInfo(Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        program.StandardInput.Close();
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (program.ExitCode, await output, await errors);
    }
}
