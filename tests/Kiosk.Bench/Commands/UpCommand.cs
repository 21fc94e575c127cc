using System.CommandLine;
using Kiosk.Bench.Desk;
using Kiosk.Bench.Pcsc;

namespace Kiosk.Bench.Commands;

/// <summary><c>up</c>: the whole bench in the foreground.</summary>
internal static class UpCommand
{
    private static readonly Option<bool> NoCard = new("--no-card") { Description = "Leave the virtual reader to another program that speaks vpcd" };
    private static readonly Option<string?> Authority = new("--authority") { Description = "Use this server instead of the stand-in (without /v1)", HelpName = "URL" };
    private static readonly Option<string?> AuthorityCa = new("--authority-ca") { Description = "With --authority: PEM of the CA of its certificate", HelpName = "FILE" };
    private static readonly Option<string?> Activation = new("--activation") { Description = "With --authority: an activation code of that server. The code of the last time serves again in the same folder: the stand keeps its identity", HelpName = "CODE" };
    private static readonly Option<string?> Config = new("--config") { Description = "A kiosk.json whose values go before the bench's own", HelpName = "FILE" };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep the vault of the last time instead of beginning with an empty one" };
    private static readonly Option<string?> Kiosk = new("--kiosk")
    {
        Description = "Run this kiosk binary as the desk, with libgpiod on an emulated GPIO chip: how a native binary is tried. Keys can be pressed; lamps, sounds and the voice are not looked at",
        HelpName = "PROGRAM",
    };

    private static readonly Option<bool> SlowPoll = new("--stock-poll") { Description = "Let pcscd look for a card every 400 ms, as it does by itself, instead of noticing at once as with a USB reader" };
    private static readonly Option<bool> ClockSet = new("--clock-set") { Description = "Tell the desk that a time server has set the clock, as on a stand; otherwise this computer's kernel says" };
    private static readonly Option<string?> VaultDisk = new("--vault-disk") { Description = "Give the vault a disk of its own of this size, such as 2m, which goes when the desk ends: how a full disk is tried", HelpName = "SIZE" };
    private static readonly Option<string?> Under = new("--under") { Description = "Run the desk by this program, which gets its command line: a tracer, a profiler", HelpName = "PROGRAM" };
    private static readonly Option<bool> UntilInputEnds = new("--until-input-ends") { Description = "End when standard input ends", Hidden = true };

    public static Command Create() => new Command("up", """
        Start pcscd, authority, desk and simulated panel, and hold them until SIGTERM or Ctrl+C.
        Prints 'ready' on a line of its own once a visit can begin, and writes D/bench.json. The desk is started again when it dies.
        """)
    {
        NoCard, Authority, AuthorityCa, Activation, Config, Keep, Kiosk, SlowPoll, ClockSet, VaultDisk, Under, UntilInputEnds,
    }.Does(async (parsed, folder, stop) =>
    {
        var external = External(parsed);
        using var gone = new StopSignals();
        if (parsed.GetValue(UntilInputEnds))
        {
            gone.StopWithInput();
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, gone.Token);
        var options = new UpOptions(
            folder, parsed.GetValue(NoCard), external, parsed.GetValue(Config), parsed.GetValue(Keep), parsed.GetValue(Kiosk) is { } kiosk ? Path.GetFullPath(kiosk) : null,
            parsed.GetValue(SlowPoll) ? StatusPoll.Stock : StatusPoll.Quick, parsed.GetValue(ClockSet), parsed.GetValue(VaultDisk), parsed.GetValue(Under));
        await new BenchUp(options, Console.Out, Console.Error, TimeProvider.System).RunAsync(either.Token);
        return 0;
    });

    private static ExternalAuthority? External(ParseResult parsed)
    {
        return (parsed.GetValue(Authority), parsed.GetValue(AuthorityCa), parsed.GetValue(Activation)) switch
        {
            (null, null, null) => null,
            ({ } url, { } caFile, { } activation) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
                ? new ExternalAuthority(address, Path.GetFullPath(caFile), activation)
                : throw new BenchException($"--authority '{url}' must be an https address, without /v1."),
            _ => throw new BenchException("--authority, --authority-ca and --activation belong together: give all three or none."),
        };
    }
}
