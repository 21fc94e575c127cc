using Kiosk.Bench.Cards;
using Kiosk.Bench.Panel;
using Kiosk.Bench.Voice;
using Kiosk.Signals;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Visitors who have only their ears, or only the lamps' patterns. Nothing else is looked at: no snapshot, no log.</summary>
public sealed class SensesTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private int sentences;
    private int sounds;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PanelClient Panel => new(bench.Folder);

    private CardHostClient Card => bench.Card;

    public async ValueTask InitializeAsync()
    {
        await bench.ResetAsync();
        // A visit that ended well: else the stand still speaks of the card that left too early.
        await bench.ServeAsync();
        sentences = (await Panel.HeardAsync(Stop)).Count;
        sounds = (await Panel.SoundsAsync(Stop)).Count;
    }

    public async ValueTask DisposeAsync() => await bench.ResetAsync();

    [Fact]
    public async Task Ears_WrongPinFirst_AreGuidedToTheEnd()
    {
        await Panel.PressAsync("5", Stop);
        await SaidAsync(Sentence.PlaceCard);

        await Card.InsertAsync("hanako", Stop);
        await SaidAsync(Sentence.EnterPin);
        await PlayedAsync("enterPin");

        await Panel.PressAsync("0000#", Stop);
        await SaidAsync(Sentence.PinWrongTwoLeft);
        await PlayedAsync("tryAgain");

        await Panel.HoldAsync("0", TimeSpan.FromSeconds(2.5), Stop);
        await SaidAsync(Sentence.PinWrongTwoLeft);

        await Panel.PressAsync("1234#", Stop);
        await SaidAsync(Sentence.Done);
        await PlayedAsync("done");

        await Card.RemoveAsync(Stop);
    }

    [Fact]
    public async Task Ears_InEnglish_ForThisVisitOnly()
    {
        await Panel.PressAsync("00", Stop);
        await SaidAsync(Sentence.PlaceCard, Language.English);

        await Card.InsertAsync("ume", Stop);
        await SaidAsync(Sentence.EnterPin, Language.English);
        await Panel.PressAsync("5678#", Stop);
        await SaidAsync(Sentence.Done, Language.English);
        await Card.RemoveAsync(Stop);

        await Card.InsertAsync("ume", Stop);
        await SaidAsync(Sentence.EnterPin);
        await Card.RemoveAsync(Stop);
        await SaidAsync(Sentence.CardGone);
        await PlayedAsync("cardGone");
    }

    [Fact]
    public async Task Ears_SentenceNoLongerTrue_IsBrokenOff()
    {
        await Card.InsertAsync("hanako", Stop);
        await SaidAsync(Sentence.EnterPin);
        await Panel.PressAsync("1234#", Stop);
        await SaidAsync(Sentence.Done, toTheEnd: false, meanwhile: () => Card.RemoveAsync(Stop));
    }

    [Fact]
    public async Task Eyes_WrongPinFirst_AreGuidedToTheEndByPlaceAndRhythmAlone()
    {
        await LampsAsync("slow off off off");
        await Card.InsertAsync("hanako", Stop);
        await LampsAsync("steady slow off off");
        await Panel.PressAsync("00", Stop);
        await LampsAsync("steady steady off off");
        await Panel.PressAsync("00#", Stop);
        await LampsAsync("steady slow off double");
        await Panel.PressAsync("1234#", Stop);
        await LampsAsync("off steady off off");
        await Card.RemoveAsync(Stop);
        await LampsAsync("slow off off off");
    }

    // Until it was said, since the last time that something was waited for.
    private async Task SaidAsync(Sentence sentence, Language language = Language.Japanese, bool toTheEnd = true, Func<Task>? meanwhile = null)
    {
        if (meanwhile is not null)
        {
            await PlayedAsync("done");
            await meanwhile();
        }

        await UntilAsync(
            async () =>
            {
                var heard = await Panel.HeardAsync(Stop);
                var at = heard.Skip(sentences).Select((said, index) => (said, index)).FirstOrDefault(entry => Is(entry.said)).index;
                if (!heard.Skip(sentences).Any(Is))
                {
                    return false;
                }

                sentences += at + 1;
                return true;
            },
            () => $"{sentence} ({language}, to the end: {toTheEnd}) was never heard");

        bool Is(HeardSentence said) => said.Sentence == sentence && said.Language == language && said.ToTheEnd == toTheEnd;
    }

    private Task PlayedAsync(string sound) => UntilAsync(
        async () =>
        {
            var played = await Panel.SoundsAsync(Stop);
            var found = played.Skip(sounds).Any(one => one.Sound == sound);
            sounds = found ? played.Count : sounds;
            return found;
        },
        () => $"{sound} was never played");

    private async Task LampsAsync(string pattern)
    {
        var last = "";
        await UntilAsync(
            async () =>
            {
                var lamps = await Panel.LampsAsync(Stop);
                last = $"{lamps.Card.Rhythm} {lamps.Go.Rhythm} {lamps.Wait.Rhythm} {lamps.Stop.Rhythm}";
                return last == pattern;
            },
            () => $"the lamps never came to '{pattern}'; last: '{last}'");
    }

    private static async Task UntilAsync(Func<Task<bool>> come, Func<string> otherwise)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await come(); await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Stop))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, otherwise());
        }
    }
}
