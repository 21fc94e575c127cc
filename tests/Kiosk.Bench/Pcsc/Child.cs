using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Kiosk.Bench.Pcsc;

/// <summary>Processes of the bench: started with pipes, found, ended.</summary>
internal static class Child
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>This program, or beside a test the program under the same name.</summary>
    public static string BenchProgram => Path.GetFileName(Environment.ProcessPath) == "kiosk-bench"
        ? Environment.ProcessPath!
        : Path.Combine(AppContext.BaseDirectory, "kiosk-bench");

    public static Process Start(string[] command, string folder)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The program's own start looks for the runtime where it is installed by default; here is where it is.
        start.Environment.TryAdd("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
    }

    /// <summary>Closes its input, upon which it ends by itself; kills it where it does not.</summary>
    public static async Task EndAsync(Process process, TimeSpan patience)
    {
        using (process)
        {
            process.StandardInput.Close();
            using var late = new CancellationTokenSource(patience, TimeProvider.System);
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Calls when this program's own input ends. On a thread, since the console's reader blocks even where it says async.</summary>
    public static void WhenStarterIsGone(Action gone) => new Thread(() =>
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is said here.
        }

        gone();
    })
    { IsBackground = true, Name = "starter" }.Start();

    /// <summary>Looks until there is a process; the rig's own processes tell nobody when they are there.</summary>
    public static async Task<int> WaitForAsync(Func<int> find, Process alive, TimeSpan patience, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (find() is var pid and not 0)
            {
                return pid;
            }

            if (alive.HasExited || TimeProvider.System.GetElapsedTime(begun) > patience)
            {
                var said = alive.HasExited ? await alive.StandardError.ReadToEndAsync(cancellation) : "no answer in time";
                throw new InvalidOperationException($"pcscd did not start: {said.Trim()}");
            }

            await Task.Delay(Step, TimeProvider.System, cancellation);
        }
    }

    public static IEnumerable<int> ChildrenOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture)).ToArray();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public static string NameOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
