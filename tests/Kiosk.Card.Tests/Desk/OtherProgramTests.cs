using Kiosk.Card.Pcsc;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

/// <summary>Another program on the stand's computer uses the reader.</summary>
public sealed class OtherProgramTests(RigFixture fixture) : DeskTest(fixture)
{
    private const string ReaderName = "Virtual PCD 00 00";
    private const nuint Exclusive = 1;
    private const nuint AnyProtocol = 3;
    private const nuint LeaveCard = 0;

    private protected override CardOptions Options => base.Options with { CallLimit = TimeSpan.FromSeconds(0.5) };

    [Fact]
    public async Task Open_ReaderKeptByAnotherProgram_SaysSoAtOnceAndWorksWhenItIsFree()
    {
        await LayAsync("hanako");
        var other = new LibPcscLite();
        Assert.Equal(PcscCode.Success, other.Establish(out var context));
        Assert.Equal(0, NativePcsc.SCardConnect(context, ReaderName, Exclusive, AnyProtocol, out var card, out _));

        Assert.Equal(CardTrouble.ReaderInUse, (await Reader.OpenAsync(Cancellation)).Trouble);

        Assert.Equal(0, NativePcsc.SCardDisconnect(card, LeaveCard));
        other.Release(context);
        await using var session = await OpenAsync();
        Assert.Null((await session.ReadAsync(Cancellation)).Trouble);
    }

    [Fact]
    public async Task Open_AnotherProgramIsInATransaction_IsGivenUpAndWorksWhenItEnds()
    {
        await LayAsync("hanako");
        var other = new LibPcscLite();
        Assert.Equal(PcscCode.Success, other.Establish(out var context));
        Assert.Equal(PcscCode.Success, other.Connect(context, ReaderName, out var card, out _));
        Assert.Equal(PcscCode.Success, other.BeginTransaction(card));

        Assert.Equal(CardTrouble.Unresponsive, (await Reader.OpenAsync(Cancellation)).Trouble);
        await UntilAsync(ReaderState.Stuck);

        Assert.Equal(0, NativePcsc.SCardEndTransaction(card, LeaveCard));
        other.Release(context);
        await UntilAsync(ReaderState.Ready);
        await using var session = await OpenAsync();
        Assert.Null((await session.ReadAsync(Cancellation)).Trouble);
    }
}
