using Kiosk.Pi.SignIn;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kiosk.Pi.Desk;

/// <summary>
/// How many lines to the desk's socket one program, and one user of the computer, may hold. A screen needs fewer than ten; whoever takes more than is fair finds them closed, and all others get through.
/// </summary>
internal sealed class DeskLines
{
    /// <summary>Of one process.</summary>
    public const int MostOfAProcess = 32;

    /// <summary>Of one user: one who starts many programs leaves room for others.</summary>
    public const int MostOfAUser = 200;

    /// <summary>In all.</summary>
    public const int Most = 500;

    private readonly Lock gate = new();
    private readonly Dictionary<(bool IsProcess, uint Id), int> held = [];

    public void Use(ListenOptions listen) => listen.Use(next => line => ServeAsync(line, next));

    private async Task ServeAsync(ConnectionContext line, ConnectionDelegate next)
    {
        // Whom the kernel does not name is refused with words, when something is asked.
        if (Peer.Of(line) is not { } peer)
        {
            await next(line);
            return;
        }

        if (!Take(peer))
        {
            return;
        }

        try
        {
            await next(line);
        }
        finally
        {
            Release(peer);
        }
    }

    private bool Take(Peer peer)
    {
        lock (gate)
        {
            var (ofProcess, ofUser) = (held.GetValueOrDefault(Process(peer)), held.GetValueOrDefault(User(peer)));
            if (ofProcess >= MostOfAProcess || ofUser >= MostOfAUser)
            {
                return false;
            }

            (held[Process(peer)], held[User(peer)]) = (ofProcess + 1, ofUser + 1);
            return true;
        }
    }

    private void Release(Peer peer)
    {
        lock (gate)
        {
            foreach (var key in new[] { Process(peer), User(peer) })
            {
                if (--held[key] == 0)
                {
                    held.Remove(key);
                }
            }
        }
    }

    private static (bool, uint) Process(Peer peer) => (true, (uint)peer.Pid);

    private static (bool, uint) User(Peer peer) => (false, peer.Uid);
}
