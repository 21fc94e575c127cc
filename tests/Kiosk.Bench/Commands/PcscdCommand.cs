using System.CommandLine;
using Kiosk.Bench.Desk;
using Kiosk.Bench.Pcsc;

namespace Kiosk.Bench.Commands;

/// <summary><c>pcscd</c>: the card reader service that stops, freezes, comes back, and loses its reader.</summary>
internal static class PcscdCommand
{
    public static Command Create() => new("pcscd", "Stop, start, freeze the card reader service, unplug its reader. Without a word from here a service that died is started again after a few seconds, as systemd does.")
    {
        Tells("stop", "Kill it, and leave it dead"),
        Tells("start", "Start it again"),
        Tells("freeze", "It answers nothing any more"),
        Tells("thaw", "It goes on"),
        Tells("unplug", "Pull the reader out, with both its slots; a card that lay there has left"),
        Tells("plug", "Plug the reader in again"),
    };

    /// <summary>The card side of the rig: what <c>up</c> starts inside the reader's network namespace.</summary>
    public static Command CardHost()
    {
        var place = new Argument<string>("folder");
        var port = new Argument<int>("port");
        var poll = new Argument<StatusPoll>("poll");
        return new Command("card-host", "The emulated cards; 'up' starts it") { Hidden = true, Arguments = { place, port, poll } }.Does(async (parsed, _, stop) =>
        {
            using var gone = new StopSignals();
            gone.StopWithInput();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, gone.Token);
            await Cards.CardHost.RunAsync(parsed.GetRequiredValue(place), parsed.GetValue(port), parsed.GetValue(poll), either.Token);
            return 0;
        });
    }

    private static Command Tells(string verb, string description) => new Command(verb, description).Does(async (_, folder, stop) =>
    {
        BenchFile.Running(folder);
        await UpSocket.TellAsync(folder, verb, stop);
        return 0;
    });
}
