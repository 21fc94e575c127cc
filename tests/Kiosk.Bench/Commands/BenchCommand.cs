using System.CommandLine;
using Kiosk.Desk;

namespace Kiosk.Bench.Commands;

/// <summary>The bench's command line.</summary>
internal static class BenchCommand
{
    private const int Failed = 1;
    private const int Usage = 64;
    private const int Defect = 70;

    private static readonly Option<string> Dir = new("--dir")
    {
        Description = "The folder of the bench",
        DefaultValueFactory = _ => BenchFolder.Default,
        HelpName = "D",
        Recursive = true,
    };

    /// <summary>Parses and runs; returns the exit code.</summary>
    public static async Task<int> InvokeAsync(string[] args)
    {
        var parsed = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"kiosk-bench: {error.Message}");
            }

            await Console.Error.WriteLineAsync($"kiosk-bench: try '{string.Join(' ', ["kiosk-bench", .. Verbs(parsed), "--help"])}'.");
            return Usage;
        }

        // Signals are ours: what was started is ended in order.
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>Gives a command its action; failures that a person can mend become one line.</summary>
    public static T Does<T>(this T command, Func<ParseResult, BenchFolder, CancellationToken, Task<int>> run)
        where T : Command
    {
        command.SetAction(async (parsed, _) =>
        {
            using var stop = new StopSignals();
            try
            {
                return await run(parsed, BenchFolder.At(parsed.GetRequiredValue(Dir)), stop.Token);
            }
            catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
            {
                return Failed;
            }
            catch (Exception e) when (e is BenchException or DeskUnreachableException or IOException)
            {
                await Console.Error.WriteLineAsync($"kiosk-bench: {e.Message}");
                return Failed;
            }
            catch (Exception e)
            {
                await Console.Error.WriteLineAsync($"kiosk-bench: a defect of the bench: {e}");
                return Defect;
            }
        });
        return command;
    }

    private static RootCommand Root() => new($"""
        The bench of Kiosk.Pi: a whole stand without hardware. An emulated card behind a real pcscd, a simulated panel, a stand-in authority, and the real desk between them.

        A first visit by hand, in two terminals:
          kiosk-bench up                    (wait for the line 'ready')
          kiosk-bench card insert hanako    kiosk-bench wait pin
          kiosk-bench press 1234#           kiosk-bench wait finished
          kiosk-bench history               kiosk-bench card remove

        Exit codes: 0 done, {Failed} it did not work (the reason is on the error stream), {Usage} the command line makes no sense.
        """)
    {
        Dir,
        WindowCommand.Create(),
        UpCommand.Create(),
        CardCommand.Create(),
        PanelCommands.Press(),
        PanelCommands.Keypad(),
        PanelCommands.Lamps(),
        PanelCommands.Sounds(),
        PanelCommands.Panel(),
        SignalsCommand.Create(),
        AuditEventsCommand.Create(),
        PanelCommands.Heard(),
        DeskCommands.State(),
        DeskCommands.Wait(),
        StaffCommands.Create(),
        DeskCommands.History(),
        AuthorityCommand.Create(),
        PcscdCommand.Create(),
        StandCommand.Create(),
        PcscdCommand.CardHost(),
        FloodCommand.Create(),
        DeskCommands.Desk(),
    };

    private static Stack<string> Verbs(ParseResult parsed)
    {
        var verbs = new Stack<string>();
        for (var at = parsed.CommandResult; at.Parent is System.CommandLine.Parsing.CommandResult above; at = above)
        {
            verbs.Push(at.Command.Name);
        }

        return verbs;
    }
}
