using Kiosk.Card.Pcsc;
using Kiosk.Card.Tests.Desk;
using Kiosk.Cards;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Card.Tests.Pcsc;

/// <summary>A thousand cards that never answer: each is given up, none leaves anything behind.</summary>
public sealed class ManyWedgedCardsTests(RigFixture fixture)
{
    private const int Cards = 1_000;

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Sessions_AThousandWedgedCards_AreGivenUpAndLeaveNothing()
    {
        using var pcsc = new WedgedPcsc();
        var options = new CardOptions(fixture.Authority.CaFolder, Reader: null);
        await using var reader = new PcscCardReader(pcsc, options, time, () => true);
        for (var card = 1; card <= Cards; card++)
        {
            await using (var session = (await reader.OpenAsync(TestContext.Current.CancellationToken)).Value)
            {
                var read = session.ReadAsync(TestContext.Current.CancellationToken);
                await pcsc.Hangs.WaitAsync(TestContext.Current.CancellationToken);
                time.Advance(options.CallLimit);

                Assert.Equal(CardTrouble.Unresponsive, (await read).Trouble);
                Assert.Equal(card, reader.GivenUpCards);
                Assert.Equal(CardTrouble.Unresponsive, (await reader.OpenAsync(TestContext.Current.CancellationToken)).Trouble);
            }

            pcsc.Take();
            await pcsc.Released.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, pcsc.Open);
        await CardThreads.UntilNoneAsync(TestContext.Current.CancellationToken);
    }

    private sealed class WedgedPcsc : OneCardPcsc, IDisposable
    {
        private readonly SemaphoreSlim leaves = new(0);

        public SemaphoreSlim Hangs { get; } = new(0);

        public SemaphoreSlim Released { get; } = new(0);

        public void Take() => leaves.Release();

        public void Dispose()
        {
            leaves.Dispose();
            Hangs.Dispose();
            Released.Dispose();
        }

        public override uint Release(nint context)
        {
            var code = base.Release(context);
            Released.Release();
            return code;
        }

        public override uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> answer, out int length)
        {
            Hangs.Release();
            leaves.Wait();
            length = 0;
            return PcscCode.Success;
        }
    }
}
