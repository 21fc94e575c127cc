using Kiosk.Cards;
using Kiosk.Records;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>Visits that were asked about outlive a restart until their result is kept.</summary>
public sealed class AskedTests : IDisposable
{
    private static readonly AskedVisit ByPhoto = new(Guid.CreateVersion7(Noon), Noon, IdentityMethod.Visual, "S07", CertificateStanding.Grace);
    private static readonly AskedVisit ByPin = new(Guid.CreateVersion7(Noon.AddSeconds(1)), Noon.AddSeconds(1), IdentityMethod.Pin, Staff: null, Certificate: null, new PersonMark("5a"));

    private readonly VaultBench bench = new();

    [Fact]
    public async Task Unanswered_AfterARestart_AreThoseWithoutAResultOldestFirst()
    {
        await using (var vault = bench.Open())
        {
            Assert.Null(await vault.RememberAskedAsync(ByPin, Token));
            Assert.Null(await vault.RememberAskedAsync(ByPhoto, Token));
            Assert.Null(await vault.RememberAskedAsync(ByPhoto, Token));
            var served = Covered();
            await vault.RememberAskedAsync(ByPin with { VisitId = served.VisitId }, Token);
            await vault.KeepAsync(served, Token);
        }

        await using var again = bench.Open();
        Assert.Equal([ByPhoto, ByPin], (await again.UnansweredAsync(Token)).Value);
    }

    [Fact]
    public async Task Keep_ResultOfAnAskedVisit_AnswersIt()
    {
        await using var vault = bench.Open();
        await vault.RememberAskedAsync(ByPhoto, Token);

        Assert.Equal("5a", ByPin.Result(Outcome.CouldNotAsk, Reason.Interrupted, Noon).Person!.Value);
        await vault.KeepAsync(ByPhoto.Result(Outcome.CouldNotAsk, Reason.Interrupted, Noon.AddMinutes(1)), Token);

        Assert.Empty((await vault.UnansweredAsync(Token)).Value!);
        Assert.Equal((Reason.Interrupted, "S07"), (await vault.FindAsync(ByPhoto.VisitId, Token)).Value is { } kept ? (kept.Reason!.Value, kept.Staff!) : default);
    }

    public void Dispose() => bench.Dispose();
}
