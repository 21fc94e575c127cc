using System.Text;
using Kiosk.Records;
using Kiosk.Tickets;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>A visit's ticket is kept sealed, before or after the result, and goes with it.</summary>
public sealed class TicketTests : IDisposable
{
    private static readonly AuditEvent Noted = new(Noon, AuditKind.TicketNoted, Staff: "S07");

    private readonly VaultBench bench = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ticket_BeforeOrAfterTheResult_IsReadWithItAfterARestart(bool before)
    {
        var kept = Covered();
        await using (var vault = bench.Open())
        {
            await (before ? vault.KeepTicketAsync(kept.VisitId, Ticket(), Today, Noted, Token) : vault.KeepAsync(kept, Token));
            await (before ? vault.KeepAsync(kept, Token) : vault.KeepTicketAsync(kept.VisitId, Ticket(), Today, Noted, Token));
        }

        await using var again = bench.Open();
        Assert.Equal(Ticket(), (await again.FindAsync(kept.VisitId, Token)).Value!.Ticket);
        Assert.Equal(Ticket(), Assert.Single((await again.OnDayAsync(Today, Token)).Value!).Ticket);
        Assert.Equal(TicketStanding.Good, (await again.FindAsync(kept.VisitId, Token)).Value!.Match!.Standing);
    }

    [Fact]
    public async Task Ticket_CorrectedAndTakenBack_IsTheLastOneThenNone()
    {
        await using var vault = bench.Open();
        var kept = Covered();
        await vault.KeepAsync(kept, Token);

        await vault.KeepTicketAsync(kept.VisitId, Ticket("01999994"), Today, Noted, Token);
        await vault.KeepTicketAsync(kept.VisitId, Ticket(), Today, Noted, Token);
        Assert.Equal("06999999", (await vault.FindAsync(kept.VisitId, Token)).Value!.Ticket!.Insurer.Value);

        await vault.KeepTicketAsync(kept.VisitId, ticket: null, Today, Noted, Token);
        Assert.Null((await vault.FindAsync(kept.VisitId, Token)).Value!.Ticket);
        Assert.Equal(0, vault.Unreadable);
    }

    [Fact]
    public async Task Ticket_NotedAndTakenBack_IsAuditedInTheSameStepOrNotAtAll()
    {
        await using var vault = bench.Open();
        var visit = Guid.CreateVersion7(Noon);
        var removed = new AuditEvent(Noon, AuditKind.TicketRemoved, visit, "S08");
        await vault.KeepTicketAsync(visit, ticket: null, Today, removed, Token);
        Assert.Equal(0, Audited());

        await vault.KeepTicketAsync(visit, Ticket(), Today, Noted, Token);
        vault.Connection.Execute("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END");
        await Assert.ThrowsAnyAsync<Exception>(() => vault.KeepTicketAsync(visit, ticket: null, Today, removed, Token));
        Assert.Equal(1, Tickets(vault));

        vault.Connection.Execute("DROP TRIGGER no_audit");
        await vault.KeepTicketAsync(visit, ticket: null, Today, removed, Token);
        Assert.Equal((0, 2), (Tickets(vault), Audited()));

        long Audited() => vault.Connection.Number("SELECT count(*) FROM audit WHERE kind LIKE 'ticket%'");
    }

    [Fact]
    public async Task Ticket_OfAnotherVisit_IsNotMixedUp()
    {
        await using var vault = bench.Open();
        var (one, other) = (Covered(), Covered(Noon.AddMinutes(1)));
        await vault.KeepAsync(one, Token);
        await vault.KeepAsync(other, Token);

        await vault.KeepTicketAsync(other.VisitId, Ticket(), Today, Noted, Token);

        Assert.Equal([Ticket(), null], (await vault.OnDayAsync(Today, Token)).Value!.Select(r => r.Ticket));
    }

    [Fact]
    public async Task Ticket_InTheFile_IsSealedAndBoundToItsVisit()
    {
        await using var vault = bench.Open();
        var (one, other) = (Covered(), Covered(Noon.AddMinutes(1)));
        await vault.KeepAsync(one, Token);
        await vault.KeepAsync(other, Token);
        await vault.KeepTicketAsync(one.VisitId, Ticket(), Today, Noted, Token);

        Assert.All(Directory.GetFiles(bench.Folder), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes("26100000123")) < 0, file));

        vault.Connection.Execute("UPDATE tickets SET visit_id = $other", ("$other", Codes.Of(other.VisitId)));
        Assert.Null((await vault.FindAsync(other.VisitId, Token)).Value!.Ticket);
        Assert.Equal(1, vault.Unreadable);
    }

    [Fact]
    public async Task Ticket_TypedInTheNextMonth_GoesWithItsResult()
    {
        await using var vault = bench.Open();
        var kept = Covered();
        await vault.KeepAsync(kept, Token);
        await vault.KeepTicketAsync(kept.VisitId, Ticket(), new DateOnly(2026, 12, 20), Noted, Token);

        await vault.PurgeAsync(new DateOnly(2026, 12, 31), Token);
        Assert.Equal(1, Tickets(vault));
        await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token);

        Assert.Equal(0, Tickets(vault));
    }

    [Fact]
    public async Task Ticket_TypedBeforeMidnightOfAMonthsEnd_StaysAsLongAsItsResult()
    {
        await using var vault = bench.Open();
        var kept = Covered(new DateTimeOffset(2026, 12, 1, 0, 0, 5, JapanTime.Offset));
        await vault.KeepTicketAsync(kept.VisitId, Ticket(), new DateOnly(2026, 11, 30), Noted, Token);
        await vault.KeepAsync(kept, Token);

        await vault.PurgeAsync(new DateOnly(2027, 1, 31), Token);

        Assert.NotNull((await vault.FindAsync(kept.VisitId, Token)).Value!.Ticket);
    }

    [Fact]
    public async Task Ticket_OfAVisitWithoutAResult_GoesInTimeToo()
    {
        await using var vault = bench.Open();
        await vault.KeepTicketAsync(Guid.CreateVersion7(Noon), Ticket(), Today, Noted, Token);

        await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token);

        Assert.Equal(0, Tickets(vault));
    }

    [Fact]
    public async Task Vault_OfTheVersionBefore_OpensAndTakesTickets()
    {
        var kept = Covered();
        await using (var vault = bench.Open())
        {
            await vault.KeepAsync(kept, Token);
        }

        bench.BackTo(2);
        await using var again = bench.Open();
        Assert.Null(await again.KeepTicketAsync(kept.VisitId, Ticket(), Today, Noted, Token));

        Assert.Equal(Ticket(), (await again.FindAsync(kept.VisitId, Token)).Value!.Ticket);
    }

    public void Dispose() => bench.Dispose();

    private static long Tickets(SqliteVault vault) => vault.Connection.Number("SELECT count(*) FROM tickets");

    internal static CheckupTicket Ticket(string insurer = "06999999")
    {
        Assert.True(CheckupTicket.TryParse(new("26100000123", insurer, "R9.3.31", "1000円"), out var ticket, out _));
        return ticket!;
    }
}
