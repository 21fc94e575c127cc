using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Kiosk.Bench.Pcsc;
using Kiosk.Bench.People;

namespace Kiosk.Bench.Cards;

/// <summary>
/// The card side of the bench, a process of its own inside the reader's network namespace (`kiosk-bench card-host`). It lays and takes emulated cards as it
/// is told over a socket in the bench's folder, one line a connection. Cards keep their tries for as long as it runs.
/// </summary>
public sealed class CardHost : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, EmulatedCard> cards = new(StringComparer.Ordinal);
    private readonly JpkiTestAuthority authority;
    private readonly CardSlot[] slots;
    private CardFaults faults = new();

    private CardHost(string folder, int port, StatusPoll poll)
    {
        authority = JpkiTestAuthority.Open(folder, TimeProvider.System);
        slots = [new(port, poll.UntilNoticed()), new(port + 1, poll.UntilNoticed())];
    }

    /// <summary>Serves until cancelled, or until its input ends: whoever started it holds the other end. Prints "ready" once it listens.</summary>
    public static async Task RunAsync(string folder, int vpcdPort, StatusPoll poll, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Child.WhenStarterIsGone(stop.Cancel);
        cancellation = stop.Token;
        await using var host = new CardHost(folder, vpcdPort, poll);
        var path = CardHostClient.SocketIn(folder);
        File.Delete(path);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Console.WriteLine("ready");
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptAsync(cancellation);
                await host.ServeAsync(caller, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var slot in slots)
        {
            await slot.DisposeAsync();
        }
    }

    private async Task ServeAsync(Socket caller, CancellationToken cancellation)
    {
        await using var stream = new NetworkStream(caller);
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            var line = await reader.ReadLineAsync(cancellation) ?? string.Empty;
            var answer = await DoAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellation);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellation);
        }
        catch (IOException)
        {
            // The caller did not wait for the answer.
        }
    }

    private async Task<string> DoAsync(string[] words, CancellationToken cancellation)
    {
        try
        {
            return words switch
            {
                ["insert", var name, var reader] when SlotOf(reader) is { } slot => await InsertAsync(slot, name, cancellation),
                ["remove", var reader] when SlotOf(reader) is { } slot => await RemoveAsync(slot),
                ["fault", "tries", var count] when CardFaults.Number(count) is { } left and <= 15 => SetTries(left),
                ["fault", .. var fault] when faults.With(fault) is { } next => SetFaults(next),
                ["fault", ..] => $"error There is no such fault. There are:\n{string.Join('\n', CardFaults.Words)}\n",
                ["log", var reader] when SlotOf(reader) is { } slot =>
                    string.Concat(slot.Log.Entries.Select(entry => $"{entry.Command}\t{entry.Status}\t{entry.AnswerBytes}\t{entry.CardTime.Ticks}\n").Prepend("ok\n")),
                ["insert" or "remove" or "log", ..] => $"error There are the readers 1 to {slots.Length}.\n",
                _ => "error The card host does not understand this.\n",
            };
        }
        catch (Exception failure) when (failure is SocketException or KeyNotFoundException)
        {
            return $"error {(failure is SocketException ? "No reader takes the card: is it plugged in, and pcscd running? " : string.Empty)}{failure.Message}\n";
        }
    }

    private CardSlot? SlotOf(string reader) => CardFaults.Number(reader) is { } number && number >= 1 && number <= slots.Length ? slots[number - 1] : null;

    private async Task<string> InsertAsync(CardSlot slot, string name, CancellationToken cancellation)
    {
        if (slot.Card is not null)
        {
            return "error A card lies on the reader already.\n";
        }

        var card = CardOf(name);
        if (slots.Any(other => other.Card == card))
        {
            return "error This card lies on the other reader.\n";
        }

        await slot.LayAsync(log => new VpcdCard(card, () => faults, () => faults = faults with { Torn = false }, CardOf, log), cancellation);
        return "ok\n";
    }

    private EmulatedCard CardOf(string name)
    {
        var person = Person.Named(name);
        return cards.GetOrAdd(person.Key, _ => new EmulatedCard(person, authority.PapersOf(person)));
    }

    private static async Task<string> RemoveAsync(CardSlot slot)
    {
        await slot.TakeAsync();
        return "ok\n";
    }

    private string SetFaults(CardFaults next)
    {
        faults = next;
        return "ok\n";
    }

    private string SetTries(int left)
    {
        var lying = slots.Select(slot => slot.Card).OfType<EmulatedCard>().ToList();
        lying.ForEach(card => card.Tries = left);
        return lying.Count > 0 ? "ok\n" : "error No card lies on the reader.\n";
    }
}
