using System.Device.Gpio;
using Kiosk.Bench.Panel;
using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Verbs;
using Kiosk.Signals;

namespace Kiosk.Pi.Tests.Verbs;

/// <summary>The technician's ten minutes: <c>kiosk selftest panel</c> on simulated lines, keys pressed and lamps looked at by a hand.</summary>
public sealed class PanelTestVerbTests : IAsyncDisposable
{
    private const string Keys = "123456789*0#";
    private static readonly Wiring Right = new();

    private readonly string folder = Directory.CreateTempSubdirectory("kb").FullName;
    private readonly SimulatedGpioDriver driver = new(Right, TimeProvider.System);
    private readonly StringWriter output = new();
    private readonly PanelServer server;

    public PanelTestVerbTests() => server = new PanelServer(folder, driver, Right, TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await output.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Run_EverythingWorks_PassesEveryPart()
    {
        Assert.Equal(ExitCode.Done, await RunAsync(Right, AnswerByLooking));

        Assert.All(["lamp CARD", "lamp GO", "lamp WAIT", "lamp STOP", "buzzer", "voice", .. Keys.Select(key => $"key {key}")], part => Assert.Contains($"ok    {part}\n", output.ToString(), StringComparison.Ordinal));
        Assert.EndsWith("The panel works.\n", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, driver.OpenLines);
    }

    [Fact]
    public async Task Run_ALampIsDark_NamesItsPinAndGoesOn()
    {
        Assert.Equal(ExitCode.Unavailable, await RunAsync(Right, question => question.Contains("GO", StringComparison.Ordinal) ? "n" : "y"));

        Assert.Contains("FAIL  lamp GO: Look at line 27, header pin 13", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("To be mended: lamp GO.\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ColumnsSwapped_TellsWhichKeyCame()
    {
        await RunAsync(new Wiring { Columns = [21, 20, 16] }, _ => "y");

        Assert.Contains("FAIL  key 1: that was 3: look at the order of Panel:Rows and Panel:Columns", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("ok    key 2", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ChipNotThere_SaysTheCure()
    {
        driver.IsGone = true;

        Assert.Equal(ExitCode.Unavailable, await RunAsync(Right, _ => "y"));

        Assert.StartsWith("FAIL  GPIO, line", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongWiring_NamesTheKey()
    {
        Assert.Equal(ExitCode.Configuration, await RunAsync(new Wiring { KeyMap = "12" }, _ => "y"));

        Assert.StartsWith("FAIL  Panel:KeyMap", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AnsweredInCapitals_IsYes()
    {
        Assert.Equal(ExitCode.Done, await RunAsync(Right, _ => "Y"));
    }

    [Fact]
    public async Task Run_KeysPlayedWithDuringTheQuestions_AreNotTakenForAnswers()
    {
        Task FiddleAsync() => output.ToString().Contains("buzzer", StringComparison.Ordinal) ? new PanelClient(folder).PressBrisklyAsync("9", Stop) : Task.CompletedTask;

        var exitCode = await Verb(Right, new Operator(output, _ => "y", FiddleAsync), Open).RunAsync(Stop);

        Assert.Equal(ExitCode.Done, exitCode);
    }

    [Fact]
    public async Task Run_BrokenOffAtAQuestion_EndsAtOnceAndGivesTheLinesBack()
    {
        using var breakOff = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var nobody = new Nobody(breakOff);

        // As a console does: it does not return before a line is typed.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Verb(Right, nobody, Open).RunAsync(breakOff.Token).WaitAsync(TimeSpan.FromSeconds(20), Stop));

        Assert.Equal(0, driver.OpenLines);
    }

    [Fact]
    public async Task Run_LampOnPwm_NamesItsChannel()
    {
        var pwm = new Wiring();
        pwm.Lamps.Go.Pwm = new PwmWiring { Chip = 0, Channel = 1 };

        await RunAsync(pwm, _ => "n", (_, time, onTrouble) => Open(Right, time, onTrouble));

        Assert.Contains("channel 1 of PWM chip 0", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UsbKeypad_SpeaksOfItsKeysAndNotOfRowsAndColumns()
    {
        // The keys come from the lines, swapped, though the wiring tells of a USB keypad.
        var swapped = new Wiring { Columns = [21, 20, 16] };
        await RunAsync(new Wiring { Keypad = KeypadKind.Evdev }, _ => "y", (_, time, onTrouble) => Open(swapped, time, onTrouble));

        Assert.Contains("Press # (Enter)\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("FAIL  key 1: that was 3", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Panel:Rows", output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(Wiring wiring, Func<string, string> answer, OpenPanel? open = null) => Verb(wiring, new Operator(output, answer), open ?? Open).RunAsync(Stop);

    private PanelTestVerb Verb(Wiring wiring, TextReader input, OpenPanel open)
    {
        var options = new KioskOptions { Panel = wiring };
        options.Desk.Socket = "/nowhere/desk.sock";
        return new PanelTestVerb(options, open, TimeProvider.System, input, new Hand(output, new PanelClient(folder)));
    }

    private Opened<IPanel> Open(Wiring wiring, TimeProvider time, Action<PanelTrouble?> onTrouble) => new VisitorPanel(new GpioController(driver), wiring, time, onTrouble);

    // Says yes only when the right thing is seen on the lines.
    private string AnswerByLooking(string question)
    {
        var lit = Enum.GetValues<Lamp>().Where(lamp => driver.RecordOf(Right.Lamps[lamp].Line).IsOn).ToList();
        return !question.Contains("lamp", StringComparison.Ordinal) || (lit.Count == 1 && question.Contains(lit[0].ToString().ToUpperInvariant(), StringComparison.Ordinal)) ? "y" : "n";
    }

    /// <summary>Answers the question that was written last.</summary>
    private sealed class Operator(StringWriter asked, Func<string, string> answer, Func<Task>? meanwhile = null) : TextReader
    {
        public override async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return answer(asked.ToString().Split('\n')[^1]);
        }
    }

    /// <summary>Types nothing: as a console does, it holds whoever reads from it.</summary>
    private sealed class Nobody(CancellationTokenSource breakOff) : TextReader
    {
        private readonly ManualResetEventSlim over = new();

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            breakOff.CancelAfter(TimeSpan.FromMilliseconds(50));
            over.Wait(TimeSpan.FromSeconds(25), CancellationToken.None);
            return ValueTask.FromResult<string?>(null);
        }

        protected override void Dispose(bool disposing)
        {
            over.Set();
            base.Dispose(disposing);
        }
    }

    /// <summary>Presses a key when it is asked for.</summary>
    private sealed class Hand(StringWriter written, PanelClient panel) : TextWriter
    {
        public override System.Text.Encoding Encoding => written.Encoding;

        public override void Write(char value) => written.Write(value);

        public override async Task WriteLineAsync(string? value)
        {
            await written.WriteLineAsync(value);
            if (value?.StartsWith("Press ", StringComparison.Ordinal) == true)
            {
                await panel.PressBrisklyAsync($"{value["Press ".Length]}", Stop);
            }
        }
    }
}
