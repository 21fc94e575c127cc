using Kiosk.Cards;
using Kiosk.Pi.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>A card that leaves in the middle of its PIN check: nobody knows what came of it, until it is back.</summary>
public sealed class BrokenPinCheckTests
{
    [Fact]
    public async Task Pulled_InTheVerifyAndBack_StaffAreToldTheTriesBeforeAndNow()
    {
        await using var rig = await DeskRig.StartAsync();
        await PullInTheVerifyAsync(rig, tries: 3, mark: 1);

        rig.Reader.Open = () => new ScriptedSession { Mark = 1, Tries = new PinTries(2) };
        var back = (await rig.LayCardAsync()).Visit!;
        Assert.Equal((3, 2), (back.TriesBefore, back.TriesLeft));
        await rig.TakeCardAsync();

        Assert.Null((await rig.LayCardAsync()).Visit!.TriesBefore);
    }

    [Fact]
    public async Task Pulled_AnotherCardInBetween_IsNotTakenForIt()
    {
        await using var rig = await DeskRig.StartAsync();
        await PullInTheVerifyAsync(rig, tries: 3, mark: 1);

        rig.Reader.Open = () => new ScriptedSession { Mark = 2 };
        Assert.Null((await rig.LayCardAsync()).Visit!.TriesBefore);
        await rig.TakeCardAsync();

        rig.Reader.Open = () => new ScriptedSession { Mark = 1 };
        Assert.Equal(3, (await rig.LayCardAsync()).Visit!.TriesBefore);
    }

    [Fact]
    public async Task Pulled_BackAfterLong_IsForgotten()
    {
        await using var rig = await DeskRig.StartAsync();
        await PullInTheVerifyAsync(rig, tries: 3, mark: 1);
        rig.Time.Advance(BrokenPinCheck.Remembered);

        rig.Reader.Open = () => new ScriptedSession { Mark = 1 };
        Assert.Null((await rig.LayCardAsync()).Visit!.TriesBefore);
    }

    [Fact]
    public async Task Answered_ThenPulled_NothingWasBrokenOff()
    {
        await using var rig = await DeskRig.StartAsync();
        rig.Reader.Open = () => new ScriptedSession { Mark = 1, Verify = _ => Task.FromResult<CardResult<PinVerdict>>(new PinVerdict(Accepted: false, new PinTries(2))) };
        await rig.LayCardAsync();
        rig.Type("1234");
        rig.Confirm();
        await rig.UntilAsync(snapshot => snapshot.Visit?.Reason == Reason.PinWrong);
        await rig.TakeCardAsync();

        Assert.Null((await rig.LayCardAsync()).Visit!.TriesBefore);
    }

    private static async Task PullInTheVerifyAsync(DeskRig rig, int tries, byte mark)
    {
        rig.Reader.Open = () => new ScriptedSession
        {
            Mark = mark,
            Tries = new PinTries(tries),
            Verify = _ => Task.FromResult<CardResult<PinVerdict>>(CardTrouble.Removed),
        };
        await rig.LayCardAsync();
        rig.Type("1234");
        rig.Confirm();
        await rig.UntilAsync(snapshot => snapshot.Visit?.Reason == Reason.RemovedDuringVerify);
        await rig.TakeCardAsync();
    }
}
