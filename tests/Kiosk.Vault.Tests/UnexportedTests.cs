using Kiosk.Records;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>What is still to be handed to other programs.</summary>
public sealed class UnexportedTests : IDisposable
{
    private readonly VaultBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Unexported_AfterARestart_IsWhatWasKeptAndNotHandedOverTheEarliestFirst()
    {
        var (late, early, done) = (Covered(Noon.AddHours(1)), Covered(Noon), Covered(Noon.AddHours(-1)));
        await using (var vault = OpenForExports())
        {
            await vault.KeepAsync(late, Token);
            await vault.KeepAsync(early, Token);
            await vault.KeepAsync(done, Token);
            Assert.Null(await vault.ExportedAsync(done.VisitId, Token));
        }

        await using var again = OpenForExports();
        Assert.Equal([early.VisitId, late.VisitId], (await again.UnexportedAsync(Token)).Value!);
    }

    [Fact]
    public async Task Unexported_TheSameResultAgain_IsNotHandedOverTwice()
    {
        await using var vault = OpenForExports();
        var kept = Covered();
        await vault.KeepAsync(kept, Token);
        await vault.ExportedAsync(kept.VisitId, Token);

        Assert.Null(await vault.KeepAsync(kept, Token));
        Assert.Empty((await vault.UnexportedAsync(Token)).Value!);
    }

    [Fact]
    public async Task Unexported_WhereNothingIsToBeHandedOver_TakesNoMore()
    {
        await using (var without = bench.Open())
        {
            await without.KeepAsync(Covered(), Token);
        }

        await using var vault = OpenForExports();
        Assert.Empty((await vault.UnexportedAsync(Token)).Value!);
    }

    [Fact]
    public async Task Unexported_AFaceReadersResultOrOneShownAgain_IsNotHandedOver()
    {
        await using var vault = OpenForExports();
        await vault.KeepAsync(Covered() with { Source = ResultSource.FaceReader }, Token);
        await vault.KeepAsync(Covered(Noon.AddHours(1)) with { RepeatOf = new RepeatOf(Guid.CreateVersion7(Noon), Noon) }, Token);

        Assert.Empty((await vault.UnexportedAsync(Token)).Value!);
    }

    [Fact]
    public async Task Unexported_ResultPastItsLastDay_IsGone()
    {
        await using var vault = OpenForExports();
        await vault.KeepAsync(Covered(), Token);
        await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token);

        Assert.Equal(0, vault.Connection.Number("SELECT count(*) FROM unexported"));
    }

    [Fact]
    public async Task Vault_OfTheVersionBefore_OpensAndHandsOverFromNowOn()
    {
        await using (var vault = bench.Open())
        {
            await vault.KeepAsync(Covered(), Token);
        }

        bench.BackTo(5);

        await using var again = OpenForExports();
        var kept = Covered(Noon.AddHours(1));
        await again.KeepAsync(kept, Token);
        Assert.Equal([kept.VisitId], (await again.UnexportedAsync(Token)).Value!);
    }

    private SqliteVault OpenForExports() => SqliteVault.Open(bench.Folder, exports: true).Vault!;
}
