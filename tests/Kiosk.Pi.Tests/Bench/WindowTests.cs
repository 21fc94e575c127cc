using System.Diagnostics;
using System.Text;

namespace Kiosk.Pi.Tests.Bench;

/// <summary>The one window of <c>make run</c>, in a terminal of its own.</summary>
public sealed class WindowTests
{
    private const string CtrlQ = "\u0011";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Window_LeftByCtrlQ_IsNoFailure()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var folder = Directory.CreateTempSubdirectory("kbw");
        var bench = Path.Combine(AppContext.BaseDirectory, "kiosk-bench");
        try
        {
            using var terminal = Process.Start(new ProcessStartInfo("script", ["-qec", $"stty cols 160 rows 44; '{bench}' window --dir '{folder.FullName}'", "/dev/null"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
                Environment = { ["TERM"] = "xterm-256color" },
            })!;
            var seen = new StringBuilder();
            var piece = new char[4096];
            while (!seen.ToString().Contains("受付できます", StringComparison.Ordinal))
            {
                var read = await terminal.StandardOutput.ReadAsync(piece, patience.Token);
                Assert.True(read > 0, $"It ended before anything was to be seen: {seen}");
                seen.Append(piece, 0, read);
            }

            await terminal.StandardInput.WriteAsync(CtrlQ.AsMemory(), patience.Token);
            await terminal.StandardInput.FlushAsync(patience.Token);
            seen.Append(await terminal.StandardOutput.ReadToEndAsync(patience.Token));
            await terminal.WaitForExitAsync(patience.Token);

            Assert.Equal(0, terminal.ExitCode);
            Assert.EndsWith("Everything is ended.", seen.ToString().TrimEnd(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
