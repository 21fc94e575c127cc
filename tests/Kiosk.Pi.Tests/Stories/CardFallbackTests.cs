using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Readers and cards that cannot do all: served more slowly. A bench of its own, since the stand remembers what its reader can.</summary>
public sealed class CardFallbackTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private const int TriesAndToken = 2;
    private const int BeforeThePrompt = 2;
    private const int CertificateInShortReads = 9;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Visit_ExtendedLengthRefused_ServedAllTheSame()
    {
        await bench.FaultAsync("no-extended");
        for (var visits = 0; visits < 2; visits++)
        {
            await bench.InsertAsync("hanako");
            await bench.UntilAsync(VisitPhase.Pin);
            Assert.InRange((await bench.Card.ApduLogAsync(TestContext.Current.CancellationToken)).Count, 1, TriesAndToken + BeforeThePrompt + CertificateInShortReads);
            await bench.PressAsync("1234#");
            Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
            await bench.TakeCardAsync();
        }
    }

    [Fact]
    public async Task Visit_ShortFileIdsRefused_ServedAllTheSame()
    {
        await bench.FaultAsync("no-short-ids");
        await bench.ServeAsync();
    }
}
