using System.CommandLine;
using System.Globalization;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;

namespace Kiosk.Bench.Commands;

/// <summary><c>card</c>: what lies on the reader, and what is wrong with it.</summary>
internal static class CardCommand
{
    private static readonly Option<int> Reader = new Option<int>("--reader") { Description = "Which of the two readers", DefaultValueFactory = _ => 1, HelpName = "1|2" }
        .AcceptOnlyFromAmong("1", "2");

    public static Command Create() => new("card", "Lay a card on the reader, take it away, make it misbehave")
    {
        Insert(), Remove(), Fault(), List(), Log(),
    };

    private static Command Insert()
    {
        var name = new Argument<string>("name") { Description = "Whose card" }.AcceptOnlyFromAmong([.. Person.All.Select(person => person.Key)]);
        return new Command("insert", $"Lay a card on the reader:\n\n{string.Join('\n', Person.All.Select(Line))}") { name, Reader }
            .Does((parsed, folder, stop) => AskAsync(folder, host => host.InsertAsync(parsed.GetRequiredValue(name), parsed.GetValue(Reader), stop)));
    }

    private static Command Remove() => new Command("remove", "Take the card away; nothing happens where none lies") { Reader }
        .Does((parsed, folder, stop) => AskAsync(folder, host => host.RemoveAsync(parsed.GetValue(Reader), stop)));

    private static Command Fault()
    {
        var words = new Argument<string[]>("words") { Description = "What goes wrong", Arity = ArgumentArity.OneOrMore };
        return new Command("fault", $"Make whatever lies on the readers misbehave, until cleared:\n\n{string.Join('\n', CardFaults.Words)}") { words }
            .Does((parsed, folder, stop) => AskAsync(folder, host => host.FaultAsync(parsed.GetRequiredValue(words), stop)));
    }

    private static Command List() => new Command("list", "Print everybody: card, PIN, story").Does((_, _, _) =>
    {
        foreach (var person in Person.All)
        {
            Console.WriteLine(Line(person));
        }

        return Task.FromResult(0);
    });

    private static Command Log() => new Command("log", "Print the APDUs that the card on the reader saw since it was laid, without the PIN") { Reader }.Does((parsed, folder, stop) => AskAsync(folder, async host =>
    {
        foreach (var entry in await host.ApduLogAsync(parsed.GetValue(Reader), stop))
        {
            var time = entry.CardTime > TimeSpan.Zero ? $", {entry.CardTime.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)} ms" : string.Empty;
            Console.WriteLine($"{entry.Command} -> {entry.Status} ({entry.AnswerBytes} bytes{time})");
        }
    }));

    private static string Line(Person person) => $"{person.Key,-10} PIN {person.Pin}  {person.Story}";

    private static async Task<int> AskAsync(BenchFolder folder, Func<CardHostClient, Task> ask)
    {
        BenchFile.Running(folder);
        try
        {
            await ask(new CardHostClient(folder.Path));
            return 0;
        }
        catch (InvalidOperationException e)
        {
            throw new BenchException(e.Message);
        }
    }
}
