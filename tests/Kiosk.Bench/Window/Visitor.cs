using System.Net.Sockets;
using System.Threading.Channels;
using Kiosk.Bench.Authority;
using Kiosk.Bench.Cards;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Panel;
using Kiosk.Bench.People;
using Kiosk.Desk;

namespace Kiosk.Bench.Window;

/// <summary>The visitor's hands: keys of the keyboard go to the keypad and the card slot, in order, without holding up the picture.</summary>
internal sealed class Visitor(BenchFolder folder, TimeProvider time)
{
    private static readonly TimeSpan KeyLit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TroubleShown = TimeSpan.FromSeconds(8);

    private readonly Channel<Func<CancellationToken, Task>> deeds = Channel.CreateUnbounded<Func<CancellationToken, Task>>();
    private readonly PanelClient panel = new(folder.Path, time);
    private readonly CardHostClient cards = new(folder.Path);
    private volatile Snapshot? desk;
    private volatile Person? onReader;
    private int chosen;
    private volatile int manner;
    private (char Key, DateTimeOffset Until) lit;
    private (string Text, DateTimeOffset Until) trouble = (string.Empty, default);

    /// <summary>Follows the desk and does what was asked, until cancelled.</summary>
    public Task RunAsync(IDesk from, CancellationToken cancellation) => Task.WhenAll(FollowAsync(from, cancellation), DoAsync(cancellation));

    /// <summary>How things stand, but for the panel.</summary>
    public StandModel Look()
    {
        var now = time.GetUtcNow();
        return new StandModel
        {
            Desk = desk,
            Chosen = chosen,
            Manner = StandInAuthority.Manners[manner],
            OnReader = onReader,
            Key = now < lit.Until ? lit.Key : null,
            Trouble = now < trouble.Until ? trouble.Text : null,
        };
    }

    /// <summary>Takes a key of the keyboard for what it stands for.</summary>
    public void Take(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { KeyChar: >= '0' and <= '9' or '*' or '#' }:
                Press(key.KeyChar);
                break;
            case { Key: ConsoleKey.Backspace or ConsoleKey.Delete }:
                Press('*');
                break;
            case { Key: ConsoleKey.Enter } when desk?.Visit?.State == VisitPhase.Pin:
                Press('#');
                break;
            case { Key: ConsoleKey.Enter or ConsoleKey.Spacebar }:
                deeds.Writer.TryWrite(MoveCardAsync);
                break;
            case { Key: ConsoleKey.UpArrow or ConsoleKey.DownArrow or ConsoleKey.PageUp or ConsoleKey.PageDown }:
                chosen = Math.Clamp(chosen + Step(key.Key), 0, Person.All.Count - 1);
                break;
            case { Key: ConsoleKey.LeftArrow or ConsoleKey.RightArrow }:
                Behave(key.Key == ConsoleKey.RightArrow ? 1 : -1);
                break;
            default:
                break;
        }
    }

    private static int Step(ConsoleKey key) => key switch
    {
        ConsoleKey.UpArrow => -1,
        ConsoleKey.DownArrow => 1,
        ConsoleKey.PageUp => -5,
        _ => 5,
    };

    private void Press(char key) => deeds.Writer.TryWrite(async cancellation =>
    {
        lit = (key, time.GetUtcNow() + KeyLit);
        await panel.PressAsync(key.ToString(), cancellation);
    });

    private void Behave(int step)
    {
        var next = (manner + step + StandInAuthority.Manners.Count) % StandInAuthority.Manners.Count;
        manner = next;
        deeds.Writer.TryWrite(async cancellation =>
        {
            // Whoever goes through them quickly means the last.
            if (manner == next)
            {
                await StandInAdmin.SendAsync(folder.AuthorityFolder, [StandInAuthority.Manners[0]], cancellation);
                await StandInAdmin.SendAsync(folder.AuthorityFolder, StandInAuthority.Manners[next].Split(' '), cancellation);
            }
        });
    }

    private async Task MoveCardAsync(CancellationToken cancellation)
    {
        if (onReader is not null || desk?.Visit is not null)
        {
            await cards.RemoveAsync(cancellation);
            onReader = null;
            return;
        }

        var person = Person.All[chosen];
        await cards.InsertAsync(person.Key, cancellation);
        onReader = person;
    }

    private async Task FollowAsync(IDesk from, CancellationToken cancellation)
    {
        await foreach (var snapshot in from.WatchAsync(cancellation))
        {
            desk = snapshot;
        }
    }

    private async Task DoAsync(CancellationToken cancellation)
    {
        await foreach (var deed in deeds.Reader.ReadAllAsync(cancellation))
        {
            try
            {
                await deed(cancellation);
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or SocketException)
            {
                // Nothing that goes wrong may end the window: it is said there.
                trouble = (e.Message, time.GetUtcNow() + TroubleShown);
            }
        }
    }
}
