using System.Device.Gpio;
using Kiosk.Bench.Panel;
using Kiosk.Cards;
using Kiosk.Panel;
using Kiosk.Pi.Desk;
using Kiosk.Signals;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

public sealed class ReturningPanelTests : IAsyncDisposable
{
    private static readonly Wiring Wiring = new();
    private static readonly Signal Calling = SignalTable.For(Moment.EnterPin);

    private readonly FakeTimeProvider time = new();
    private readonly SimulatedGpioDriver driver;
    private readonly Lock gate = new();
    private readonly List<PanelTrouble?> told = [];
    private readonly SemaphoreSlim more = new(0);
    private ReturningPanel? panel;

    public ReturningPanelTests() => driver = new SimulatedGpioDriver(Wiring, time);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (panel?.DisposeAsync() ?? ValueTask.CompletedTask);
        more.Dispose();
    }

    [Fact]
    public async Task ChipGone_WhileRunning_ComesBackAsItWasWhenTheChipDoes()
    {
        Open();
        using var pin = new Pin();
        panel!.Listen(pin);
        panel.Show(Calling);

        driver.IsGone = true;
        Wait(300);
        Assert.Equal(PanelFault.Lost, (await NextAsync())!.Fault);
        driver.IsGone = false;
        Assert.Null(await NextAsync(whileWaiting: true));

        Wait(50);
        Assert.True(driver.RecordOf(Wiring.Lamps.Card.Line).IsOn);
        Press(contact: 4);
        Assert.Equal(PanelKey.Digit, await panel.Keys.ReadAsync(Stop));
    }

    [Fact]
    public async Task Chip_NotThereAtTheStart_IsToldAndTakenWhenItComes()
    {
        driver.IsGone = true;
        Open();
        panel!.Show(Calling);
        Assert.Contains("no such chip", (await NextAsync())!.Words, StringComparison.Ordinal);

        driver.IsGone = false;

        Assert.Null(await NextAsync(whileWaiting: true));
        Wait(50);
        Assert.True(driver.RecordOf(Wiring.Lamps.Card.Line).IsOn);
    }

    [Fact]
    public async Task Sound_SetWhileThePanelIsAway_IsThePanelsWhenItComes()
    {
        var scripted = new ScriptedPanel();
        panel = new ReturningPanel(_ => opened++ == 0 ? Opened<IPanel>.Not(ExitCode.Unavailable, "no such chip") : scripted, time, Hear);
        var sound = Wiring.Sound() with { Volume = 40 };
        panel.Set(sound);
        Assert.NotNull(await NextAsync());

        Assert.Null(await NextAsync(whileWaiting: true));

        Assert.Equal(sound, scripted.Sound);
    }

    [Fact]
    public async Task ChipGone_ForHours_IsToldOnceAndTriedNowAndThen()
    {
        Open();
        panel!.Show(Calling);
        driver.IsGone = true;
        Wait(300);
        Assert.Equal(PanelFault.Lost, (await NextAsync())!.Fault);

        var tries = opened;
        for (var second = 0; second < 120; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.InRange(opened - tries, 0, 20);
        lock (gate)
        {
            Assert.True(told.Count <= 1);
        }
    }

    [Fact]
    public async Task KeyStuck_IsPassedOnAndReopensNothing()
    {
        Open();
        driver.SetContact(4, closed: true);
        Wait(21_000);
        Assert.Equal(PanelFault.KeyStuck, (await NextAsync())!.Fault);

        driver.SetContact(4, closed: false);
        Wait(300);

        Assert.Null(await NextAsync());
        Assert.Equal(1, opened);
    }

    [Theory]
    [InlineData(PanelFault.KeypadLost)]
    [InlineData(PanelFault.VoiceSilent)]
    public async Task Trouble_OfAPanelThatGoesOn_ToldWhileItOpens_IsPassedOnAndReopensNothing(PanelFault fault)
    {
        panel = new ReturningPanel(tell => Scripted(() => tell(new PanelTrouble(fault, "cure"))), time, Hear);

        Assert.Equal(new PanelTrouble(fault, "cure"), await NextAsync());

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task Trouble_OfAPanelThatCameBack_IsNotCoveredByTheWordThatItIsBack()
    {
        panel = new ReturningPanel(
            tell => opened == 0 ? Missing() : Scripted(() => tell(new PanelTrouble(PanelFault.KeypadLost, "cure"))), time, Hear);
        Assert.Equal(PanelFault.Lost, (await NextAsync())!.Fault);

        Assert.Equal(PanelFault.KeypadLost, (await NextAsync(whileWaiting: true))!.Fault);

        await panel.DisposeAsync();
        panel = null;
        Assert.Empty(told);
    }

    [Fact]
    public async Task Open_Defect_EndsTheKeysSoThatTheDeskEnds()
    {
        panel = new ReturningPanel(_ => opened == 0 ? Missing() : throw new InvalidOperationException("a defect"), time, Hear);
        await NextAsync();

        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => panel.Keys.Completion.WaitAsync(TimeSpan.FromSeconds(20), Stop));
    }

    [Theory]
    [InlineData(Moment.SeeStaff, 10, int.MaxValue)]
    [InlineData(Moment.OutOfOrder, 1, 9)]
    public async Task Lost_WhileAVisitorIsSpokenTo_LetsTheSentenceEndFirst(Moment shown, int fewest, int most)
    {
        var first = new ScriptedPanel();
        Action<PanelTrouble?> tell = _ => { };
        panel = new ReturningPanel(
            trouble =>
            {
                tell = trouble;
                return opened++ == 0 ? first : new ScriptedPanel();
            }, time, Hear);
        panel.Show(SignalTable.For(shown));

        tell(new PanelTrouble(PanelFault.Lost, "gone"));
        await NextAsync();

        Assert.InRange(await SecondsUntilDisposedAsync(first), fewest, most);
    }

    private int opened;

    private Opened<IPanel> Missing()
    {
        opened++;
        return Opened<IPanel>.Not(ExitCode.Unavailable, "no such chip");
    }

    private Opened<IPanel> Scripted(Action tell)
    {
        opened++;
        tell();
        return new ScriptedPanel();
    }

    // What returns does so beside the test, and is given the time to.
    private async Task<int> SecondsUntilDisposedAsync(ScriptedPanel before)
    {
        for (var seconds = 1; ; seconds++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            if (await before.Disposed.WaitAsync(TimeSpan.FromMilliseconds(200), Stop))
            {
                return seconds;
            }

            Assert.True(seconds < 60, "it was never given up");
        }
    }

    private void Open() => panel = new ReturningPanel(OpenOnce, time, Hear);

    private Opened<IPanel> OpenOnce(Action<PanelTrouble?> onTrouble)
    {
        Interlocked.Increment(ref opened);
        return driver.IsGone
            ? Opened<IPanel>.Not(ExitCode.Unavailable, "no such chip")
            : new VisitorPanel(new GpioController(driver), Wiring, time, onTrouble);
    }

    private void Hear(PanelTrouble? trouble)
    {
        lock (gate)
        {
            told.Add(trouble);
        }

        more.Release();
    }

    // The panel returns beside the test: its pauses pass as the test's clock is moved, and it may be between two of them.
    private async Task<PanelTrouble?> NextAsync(bool whileWaiting = false)
    {
        while (!await more.WaitAsync(whileWaiting ? TimeSpan.FromMilliseconds(20) : TimeSpan.FromSeconds(20), Stop))
        {
            Assert.True(whileWaiting, "nothing was told");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        lock (gate)
        {
            var next = told[0];
            told.RemoveAt(0);
            // Lost, and then not there: one trouble after the other.
            return next;
        }
    }

    private void Press(int contact)
    {
        driver.SetContact(contact, closed: true);
        Wait(60);
        driver.SetContact(contact, closed: false);
        Wait(60);
    }

    private void Wait(int milliseconds)
    {
        for (var i = 0; i < milliseconds; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }
}
