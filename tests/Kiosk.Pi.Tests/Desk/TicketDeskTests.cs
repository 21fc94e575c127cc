using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Tickets;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>Tickets where the disk is slow, or full.</summary>
public sealed class TicketDeskTests
{
    private static readonly TypedTicket Typed = new("26100000123", "06999999", "2027-03-31", SelfPay: null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ticket_ThatCouldNotBeWritten_IsNeitherShownNorAudited()
    {
        await using var rig = await DeskRig.StartAsync();
        var visit = (await rig.LayCardAsync()).Visit!;
        rig.Vault.KeepTicket = () => Task.FromResult<VaultTrouble?>(VaultTrouble.Full);

        Assert.Equal(new TicketAnswer(TicketResult.NotWritten), await rig.Tickets.NoteAsync(visit.Id, Typed, "S07", Stop));

        Assert.False((await rig.TakeCardAsync()).HasTicket);
        await rig.StopAsync();
        Assert.DoesNotContain(rig.Vault.Audited, one => one.Kind == AuditKind.TicketNoted);
    }

    [Fact]
    public async Task Ticket_WhereTheVaultCannotBeRead_IsNotSaidToBeOfNoVisit()
    {
        await using var rig = await DeskRig.StartAsync();
        Assert.Equal(new TicketAnswer(TicketResult.NoSuchVisit), await rig.Tickets.NoteAsync(Guid.CreateVersion7(), Typed, "S07", Stop));

        rig.Vault.Read = () => VaultTrouble.Busy;

        Assert.Equal(new TicketAnswer(TicketResult.NotWritten), await rig.Tickets.NoteAsync(Guid.CreateVersion7(), Typed, "S07", Stop));
    }

    [Fact]
    public async Task Ticket_OfAVisitThatLeftAndIsNotOnDiskYet_IsTaken()
    {
        await using var rig = await DeskRig.StartAsync();
        var disk = new TaskCompletionSource<VaultTrouble?>();
        rig.Vault.Keep = () => disk.Task.WaitAsync(Stop);
        await rig.LayCardAsync();
        var left = await rig.TakeCardAsync();
        Assert.Null(left.Kept);

        Assert.Equal(TicketResult.Done, (await rig.Tickets.NoteAsync(left.Id, Typed, "S07", Stop)).Result);

        var last = (await rig.UntilAsync(snapshot => snapshot.TicketsNoted == 1)).LastVisit!;
        Assert.Equal((true, null), (last.HasTicket, last.Match));
        disk.SetResult(null);
        await rig.UntilAsync(snapshot => snapshot.LastVisit!.Kept == true);
    }

    [Fact]
    public async Task Ticket_OfTwoScreensAtOnce_IsAtTheStandTheLaterOneOnDisk()
    {
        await using var rig = await DeskRig.StartAsync();
        var visit = (await rig.LayCardAsync()).Visit!;
        var disk = new TaskCompletionSource<VaultTrouble?>();
        rig.Vault.KeepTicket = () => disk.Task.WaitAsync(Stop);
        var earlier = rig.Tickets.NoteAsync(visit.Id, Typed, "S07", Stop);
        rig.Vault.KeepTicket = () => Task.FromResult<VaultTrouble?>(null);
        var later = rig.Tickets.NoteAsync(visit.Id, new(null, null, null, null), "S08", Stop);

        disk.SetResult(null);
        await Task.WhenAll(earlier, later);

        Assert.False((await rig.TakeCardAsync()).HasTicket);
        Assert.Equal([AuditKind.TicketNoted, AuditKind.TicketRemoved], rig.Vault.Audited.Select(one => one.Kind).Where(kind => kind is AuditKind.TicketNoted or AuditKind.TicketRemoved));
    }

    [Fact]
    public async Task Ticket_OfTheVisitBefore_IsNotTheNextOnes()
    {
        await using var rig = await DeskRig.StartAsync();
        var visit = (await rig.LayCardAsync()).Visit!;
        await rig.Tickets.NoteAsync(visit.Id, Typed, "S07", Stop);
        var last = await rig.TakeCardAsync();
        Assert.Equal((true, TicketStanding.NotJudged), (last.HasTicket, last.Match!.Value));

        Assert.False((await rig.LayCardAsync()).Visit!.HasTicket);
    }
}
