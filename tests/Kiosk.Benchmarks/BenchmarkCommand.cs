using System.CommandLine;
using Kiosk.Bench.Commands;
using Kiosk.Benchmarks.Authority;
using Kiosk.Benchmarks.Cards;
using Kiosk.Benchmarks.Desk;
using Kiosk.Benchmarks.Screen;
using Kiosk.Benchmarks.Searching;
using Kiosk.Benchmarks.Soak;
using Kiosk.Benchmarks.Soak.Torn;

namespace Kiosk.Benchmarks;

/// <summary>The command line: what is measured.</summary>
internal static class BenchmarkCommand
{
    private const int Failed = 1;
    private const int DefaultRuns = 10;
    private const int DefaultServed = 20;
    private const int DefaultSoaked = 10_000;
    private const int DefaultRows = 1_000_000;
    private const int DefaultResults = 100_000;

    /// <summary>Parses and runs; returns the exit code.</summary>
    public static Task<int> InvokeAsync(string[] args) => new RootCommand("Measures the stand on the bench: an emulated card, a real pcscd, real TLS, a real disk.")
    {
        Bench(), Screen(), Soak(), Trail(), Search(),
    }.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

    private static Command Bench()
    {
        var runs = Count("--runs", "How often each thing is done with the card", DefaultRuns);
        var visits = Count("--visits", "Visits of the whole desk", DefaultServed);
        var kiosk = Native("whose idling and clicks are measured");
        return Doing(new Command("bench", "The card beside OpenSC, what a whole desk adds to the card's own time, and what it costs while nobody comes") { runs, visits, kiosk }, async (parsed, stop) =>
        {
            await CardBenchmark.RunAsync(parsed.GetValue(runs), Console.Out, stop);
            await DeskBenchmark.RunAsync(parsed.GetValue(visits), Console.Out, stop);
            await AuthorityBenchmark.RunAsync(Console.Out, stop);
            await PanelBenchmark.RunAsync(parsed.GetRequiredValue(kiosk), Console.Out, stop);
            return await ScreenBenchmark.RunAsync(parsed.GetRequiredValue(kiosk), Console.Out, stop);
        });
    }

    private static Command Screen()
    {
        var kiosk = Native("whose staff screen is measured");
        return Doing(new Command("screen", "What a staff screen costs that only stands there: processor, memory, and what it sends to its terminal") { kiosk }, (parsed, stop) => ScreenBenchmark.RunAsync(parsed.GetRequiredValue(kiosk), Console.Out, stop));
    }

    private static Command Soak()
    {
        var visits = Count("--visits", "Visits of the whole desk, one after the other", DefaultSoaked);
        var wedged = AtLeastOne(new Option<int?>("--wedged") { Description = "Instead: so many cards that never answer, without a desk", HelpName = "N" });
        var killed = AtLeastOne(new Option<int?>("--kills") { Description = "Instead: so many desks that are killed in the middle of a visit", HelpName = "N" });
        var torn = AtLeastOne(new Option<int?>("--cuts") { Description = "Instead: some visits with all that they write on record, and so many power cuts in the middle of it", HelpName = "N" });
        var kiosk = new Option<string?>("--kiosk") { Description = "With --kills and --cuts: the native binary", HelpName = "PROGRAM" };
        return Doing(new Command("soak", "Many visits in a row: what grows, what goes wrong") { visits, wedged, killed, torn, kiosk }, async (parsed, stop) =>
            parsed.GetValue(wedged) is { } cards ? await WedgedSoak.RunAsync(cards, Console.Out, stop)
                : parsed.GetValue(killed) is { } kills ? await KillSoak.RunAsync(kills, parsed.GetValue(kiosk), Console.Out, stop)
                : parsed.GetValue(torn) is { } cuts ? await TornSoak.RunAsync(cuts, parsed.GetValue(kiosk) ?? throw new BenchException("--cuts needs --kiosk: the native binary."), Console.Out, stop)
                : await VisitSoak.RunAsync(parsed.GetValue(visits), Console.Out, stop));
    }

    private static Command Trail()
    {
        var rows = Count("--rows", "Rows of the audit trail", DefaultRows);
        return Doing(new Command("trail", "A long audit trail: its size, and how long it takes to verify") { rows }, (parsed, stop) => TrailBenchmark.RunAsync(parsed.GetValue(rows), Console.Out, stop));
    }

    private static Command Search()
    {
        var results = Count("--results", "Kept results", DefaultResults);
        return Doing(new Command("search", "The search of many kept results: how long it takes, what it costs in memory, and how long a visit waits meanwhile") { results }, (parsed, stop) => SearchBenchmark.RunAsync(parsed.GetValue(results), Console.Out, stop));
    }

    private static Option<string> Native(string whose) => new("--kiosk") { Description = $"The native binary, {whose}", HelpName = "PROGRAM", Required = true };

    private static Option<int> Count(string name, string description, int normally)
    {
        var count = new Option<int>(name) { Description = description, DefaultValueFactory = _ => normally, HelpName = "N" };
        return AtLeastOne(count);
    }

    private static Option<T> AtLeastOne<T>(Option<T> count)
    {
        count.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<T>() is < 1)
            {
                given.AddError($"{count.Name} is at least 1.");
            }
        });
        return count;
    }

    private static Command Doing(Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (parsed, _) =>
        {
            using var stop = new StopSignals();
            try
            {
                return await run(parsed, stop.Token);
            }
            catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
            {
                return Failed;
            }
            catch (Exception e) when (e is BenchException or InvalidOperationException or TimeoutException or IOException or InvalidDataException)
            {
                await Console.Error.WriteLineAsync($"kiosk-benchmarks: could not be measured: {e.Message}");
                return Failed;
            }
        });
        return command;
    }
}
