using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kiosk.Bench.Pcsc;
using Native = Kiosk.Bench.Commands.Native;

namespace Kiosk.Pi.Tests.Verbs;

/// <summary>The staff screen in a terminal (script of util-linux) that does what terminals do: another size, ended from outside, gone. No desk is there.</summary>
public sealed class ScreenTerminalTests : IAsyncDisposable
{
    private const string Lost = "受付機に接続できません";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process script = Child.Start(
        ["script", "-qfec", $"stty rows 24 cols 80; exec '{Path.Combine(AppContext.BaseDirectory, "kiosk")}' screen --staff test --Desk:Socket=/nowhere/desk.sock", "/dev/null"], Path.GetTempPath());

    private readonly StringBuilder sent = new();
    private int pid;

    [Fact]
    public async Task Terminal_OfAnySize_ShowsWhatFitsAndAllAfterwards()
    {
        await UntilSentAsync(Lost);
        (int Rows, int Columns)[] sizes = [(1, 1), (23, 79), (60, 200), (2, 300), (14, 59), (15, 60), (24, 80)];
        foreach (var (rows, columns) in sizes)
        {
            var (code, _, error) = await KioskProcess.RunProgramAsync("stty", ["-F", Terminal, "rows", Text(rows), "cols", Text(columns)], tools: null);
            Assert.True(code == 0, error);
        }

        sent.Clear();
        await KioskProcess.RunProgramAsync("stty", ["-F", Terminal, "rows", "40", "cols", "120"], tools: null);
        await UntilSentAsync(Lost);
        await UntilSentAsync("今日の受付");
    }

    [Fact]
    public async Task Terminate_WhileTheScreenStandsThere_LeavesTheTerminalAsItWas()
    {
        await UntilSentAsync(Lost);
        Assert.Equal(0, Native.Kill(pid, Native.SigTerm));
        while (await ReadAsync())
        {
            // To its end.
        }

        await script.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(0, script.ExitCode);
        // Alternate screen, mouse and pasting off, the cursor there again.
        Assert.All(["\e[?1049l", "\e[?1003l", "\e[?2004l"], off => Assert.Contains(off, sent.ToString(), StringComparison.Ordinal));
        Assert.EndsWith("\e[?25h", sent.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HangUp_OfTheTerminal_EndsTheScreen()
    {
        await UntilSentAsync(Lost);
        using var screen = Process.GetProcessById(pid);
        script.Kill();

        await screen.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!script.HasExited)
        {
            script.Kill(entireProcessTree: true);
            await script.WaitForExitAsync(CancellationToken.None);
        }

        script.Dispose();
    }

    private string Terminal => File.ResolveLinkTarget($"/proc/{pid}/fd/0", returnFinalTarget: false)!.FullName;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task UntilSentAsync(string text)
    {
        while (!sent.ToString().Contains(text, StringComparison.Ordinal))
        {
            Assert.True(await ReadAsync(), $"'{text}' never came: {sent}");
        }

        pid = Child.ChildrenOf(script.Id).First(child => Child.NameOf(child) == "kiosk");
    }

    private async Task<bool> ReadAsync()
    {
        var buffer = new char[4096];
        var read = await script.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        sent.Append(buffer, 0, read);
        return read > 0;
    }
}
