using System.Diagnostics.Metrics;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Metrics;
using Kiosk.Pi.Tickets;
using Kiosk.Pi.Watches;
using Kiosk.Signals;
using Kiosk.Visits;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>The desk's loop as it is composed, between parts that do as a test says.</summary>
internal sealed class DeskRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string folder = Directory.CreateTempSubdirectory("desk").FullName;
    private readonly AuditWriter audit;
    private readonly AuthorityWatch watch;
    private readonly DeskLoop loop;
    private readonly SnapshotFeed feed = new();

    private DeskRig(bool hasKeypad, string? settings, RepeatChoice repeat, Action<KioskOptions>? configure)
    {
        if (settings is not null)
        {
            File.WriteAllText(Path.Combine(folder, "settings.json"), settings);
        }

        Options.Vault.Folder = folder;
        Options.Panel.Chip = hasKeypad ? "" : Wiring.NoChip;
        Options.Identity.Method = hasKeypad ? IdentityMethod.Pin : IdentityMethod.Visual;
        Options.Repeat.SameMonth = repeat;
        configure?.Invoke(Options);
        Settings = DeskSettings.Open(Options);
        audit = new AuditWriter(Vault, Time, NullLogger<AuditWriter>.Instance);
        watch = new AuthorityWatch(Authority, Inbox, audit, new StandClock(() => Clock, Time, believed: null), Time);
        var facility = FacilityCode.TryParse("1329999997", out var code) ? code : null!;
        Effects = new VisitEffects(Reader, Authority, Vault, facility, Inbox, () => Clock, Time, NullLogger<VisitEffects>.Instance);
        Tickets = new TicketDesk(Inbox, feed, Vault, Time);
        loop = new DeskLoop(Inbox, feed, Settings, Panel, Effects, audit, new VisitMeter(Meter), watch, facility, Time, NullLogger<DeskLoop>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(9)));

    public ClockState Clock { get; set; } = ClockState.Synchronized;

    public Meter Meter { get; } = new(MetricsEndpoints.MeterName);

    public DeskInbox Inbox { get; } = new();

    public ScriptedReader Reader { get; } = new();

    public ScriptedAuthority Authority { get; } = new();

    public ScriptedVault Vault { get; } = new();

    public ScriptedPanel Panel { get; } = new();

    public KioskOptions Options { get; } = new();

    public DeskSettings Settings { get; }

    public VisitEffects Effects { get; }

    public TicketDesk Tickets { get; }

    public string SettingsFile => Path.Combine(folder, "settings.json");

    public static async Task<DeskRig> StartAsync(bool hasKeypad = true, string? settings = null, RepeatChoice repeat = RepeatChoice.Ask, Action<KioskOptions>? configure = null)
    {
        var rig = new DeskRig(hasKeypad, settings, repeat, configure);
        await rig.audit.StartAsync(CancellationToken.None);
        await rig.loop.StartAsync(CancellationToken.None);
        rig.Inbox.Post(new DeskMessage.ReaderChanged(ReaderState.Ready, GivenUpCards: 0));
        return rig;
    }

    public async Task<Snapshot> UntilAsync(Func<Snapshot, bool> expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await foreach (var snapshot in feed.FollowAsync(patience.Token))
        {
            if (expected(snapshot))
            {
                return snapshot;
            }
        }

        throw new TimeoutException();
    }

    public async Task<Snapshot> LayCardAsync(VisitPhase until = VisitPhase.Pin)
    {
        Inbox.Post(new DeskMessage.CardLaid());
        return await UntilAsync(snapshot => snapshot.Visit?.State == until);
    }

    public async Task<VisitView> TakeCardAsync()
    {
        Inbox.Post(new DeskMessage.Happened(new VisitEvent.CardRemoved()));
        return (await UntilAsync(snapshot => snapshot.Visit is null)).LastVisit!;
    }

    public void Type(string digits)
    {
        foreach (var digit in digits)
        {
            Panel.Pin!.Type((byte)digit);
            Inbox.Post(new DeskMessage.Pressed(PanelKey.Digit));
        }
    }

    public void Confirm() => Inbox.Post(new DeskMessage.Pressed(PanelKey.Confirm));

    public Task<CommandResult> SetMethodAsync(IdentityMethod method) => Inbox.CommandAsync(new StaffCommand(StaffAction.SetMethod, "S07", Method: method));

    public Task StopLoopAsync() => loop.StopAsync(CancellationToken.None);

    /// <summary>Ends as the host does: the loop, what is under way, the audit trail.</summary>
    public async Task StopAsync()
    {
        await StopLoopAsync();
        await audit.StopAsync(CancellationToken.None);
        await Effects.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        loop.Dispose();
        audit.Dispose();
        watch.Dispose();
        Vault.Dispose();
        Meter.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
