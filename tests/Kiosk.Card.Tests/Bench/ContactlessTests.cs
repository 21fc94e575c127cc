using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card.Tests.Desk;

namespace Kiosk.Card.Tests.Bench;

public sealed class ContactlessTests(RigFixture fixture) : IAsyncLifetime
{
    private static readonly string[] Visit = [Said.SelectAp, Said.Certificate, Said.Pin("1234"), Said.Sign];

    private readonly BareReader reader = new();

    public async ValueTask InitializeAsync()
    {
        var hanako = Person.Named("hanako");
        await reader.LayAsync(new EmulatedCard(hanako, fixture.Authority.PapersOf(hanako)));
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    [Theory]
    [InlineData(2, 2, 106, (2 + 2 + 6) * 10)]
    [InlineData(2, 2, 424, (2 + 2 + 6) * 10)]
    [InlineData(253, 253, 106, (253 + 253 + 6) * 10)]
    [InlineData(253, 254, 106, (253 + 254 + 12) * 10)]
    [InlineData(254, 254, 106, (254 + 254 + 18) * 10)]
    public void TimeOf_BytesInBlocks_AreBitsAndTurnsAround(int command, int answer, int kilobits, int bits)
    {
        var blocks = (command > 253 ? 2 : 1) + (answer > 253 ? 2 : 1);

        var time = new ContactlessModel(kilobits).TimeOf(new byte[command], new byte[answer]);

        Assert.Equal(((double)bits / kilobits) + ((blocks - 1) * 0.5), time.TotalMilliseconds, tolerance: 0.001);
    }

    [Theory]
    [InlineData("106", 480, 510)]
    [InlineData("424", 340, 360)]
    public async Task Log_CertificatePinAndSignature_TellsHalfASecondAtTheSlowRate(string kilobits, double least, double most)
    {
        reader.Fault("contactless", kilobits);

        foreach (var command in Visit)
        {
            Assert.EndsWith("9000", await reader.AskAsync(command), StringComparison.Ordinal);
        }

        Assert.InRange(reader.Log.Entries.Sum(entry => entry.CardTime.TotalMilliseconds), least, most);
    }

    [Fact]
    public async Task Answer_WithTheModel_NeverComesEarlier()
    {
        reader.Fault("contactless", "424");
        foreach (var command in Visit.Concat(Visit))
        {
            var begun = TimeProvider.System.GetTimestamp();
            await reader.AskAsync(command);
            var took = TimeProvider.System.GetElapsedTime(begun);

            TestContext.Current.SendDiagnosticMessage($"{reader.Log.Entries[^1]}: {took.TotalMilliseconds:0.000} ms, modelled {reader.Log.Entries[^1].CardTime.TotalMilliseconds:0.000}");
            Assert.InRange(took, reader.Log.Entries[^1].CardTime, TimeSpan.MaxValue);
        }
    }

    [Fact]
    public async Task Log_WithoutTheModel_TellsNoTime()
    {
        await reader.AskAsync(Said.SelectAp);

        Assert.Equal(TimeSpan.Zero, Assert.Single(reader.Log.Entries).CardTime);
    }
}
