using System.Globalization;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

public sealed class PulledCardTests(RigFixture fixture) : DeskTest(fixture)
{
    // SELECT, certificate, tries; then the token, beside the visitor; then VERIFY.
    private const int Token = 3;
    private const int Verify = 4;

    public static TheoryData<int, bool> EveryCommand()
    {
        var data = new TheoryData<int, bool>();
        for (var index = 0; index < 6; index++)
        {
            data.Add(index, false);
            data.Add(index, true);
        }

        return data;
    }

    // Before and after the card did what it was told.
    [Theory]
    [MemberData(nameof(EveryCommand))]
    public async Task Visit_CardPulledAtACommand_IsRemovedAndTheNextVisitWorks(int index, bool processed)
    {
        string[] how = processed ? ["processed"] : [];
        await Fixture.Cards.FaultAsync(["pull-after", index.ToString(CultureInfo.InvariantCulture), .. how], Cancellation);
        await LayAsync("sakura");
        await using (var session = await OpenAsync())
        {
            Assert.Equal(index < Token ? CardTrouble.Removed : null, (await session.ReadAsync(Cancellation)).Trouble);
            if (index >= Token)
            {
                var verdict = await session.VerifyAsync(PinOf("sakura"), Cancellation);
                Assert.Equal(index <= Verify ? CardTrouble.Removed : null, verdict.Trouble);
                Assert.Equal(CardTrouble.Removed, (await session.SignAsync("m"u8.ToArray(), Cancellation)).Trouble);
            }
        }

        await EventAsync<ReaderEvent.CardTaken>();
        var commands = await CommandsAsync();
        Assert.Equal(index >= Verify ? 1 : 0, commands.Count(command => command.StartsWith("0020009804", StringComparison.Ordinal)));

        await Fixture.Cards.FaultAsync(["clear"], Cancellation);
        await LayAsync("sakura");
        await using var next = await OpenAsync();
        Assert.Equal(new PinTries(3), (await next.ReadAsync(Cancellation)).Value.Tries);
    }

    [Fact]
    public async Task Session_CardSwappedForAnother_IsRefused()
    {
        await LayAsync("hanako");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);

        await Fixture.Cards.RemoveAsync(Cancellation);
        await Fixture.Cards.InsertAsync("ume", Cancellation);
        await EventAsync<ReaderEvent.CardTaken>();
        await EventAsync<ReaderEvent.CardLaid>();

        Assert.Equal(CardTrouble.Removed, (await session.VerifyAsync(PinOf("hanako"), Cancellation)).Trouble);
        Assert.Empty(await CommandsAsync());
    }

    [Fact]
    public async Task Open_NoCard_IsRemoved()
    {
        await UntilAsync(ReaderState.Ready);

        Assert.Equal(CardTrouble.Removed, (await Reader.OpenAsync(Cancellation)).Trouble);
    }

    [Fact]
    public async Task Open_MuteCard_IsNotThere()
    {
        await Fixture.Cards.FaultAsync(["mute"], Cancellation);
        await Fixture.Cards.InsertAsync("hanako", Cancellation);

        Assert.Equal(CardTrouble.Removed, (await Reader.OpenAsync(Cancellation)).Trouble);
    }
}
