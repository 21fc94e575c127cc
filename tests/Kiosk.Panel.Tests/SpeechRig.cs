using Kiosk.Cards;
using Kiosk.Signals;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Panel.Tests;

/// <summary>Keys and speech without a panel around them: what is said is written down.</summary>
internal sealed class SpeechRig : IDisposable
{
    private readonly Lock gate = new();
    private readonly Speech speech;
    private readonly KeyListener listener;

    public SpeechRig()
    {
        speech = new Speech(Language.Japanese, (sentence, language) => Said.Add((sentence, language)), () => Silences++, Time, gate);
        listener = new KeyListener(speech, () => Clicks++, Time, gate);
    }

    public FakeTimeProvider Time { get; } = new();

    public List<(Sentence Sentence, Language Language)> Said { get; } = [];

    public int Silences { get; private set; }

    public int Clicks { get; private set; }

    public Pin Pin { get; } = new();

    public void Set(Language site) => speech.Set(site);

    public void Show(Moment moment) => speech.Show(SignalTable.For(moment));

    public void Listen(bool toKeys = true) => listener.Listen(toKeys ? Pin : null);

    public void Press(string keys, double seconds = 0.1)
    {
        foreach (var key in keys)
        {
            listener.Pressed(key);
            Wait(seconds);
            listener.Released();
        }
    }

    public void Down(char key) => listener.Pressed(key);

    public void Wait(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public List<PanelKey> Keys()
    {
        List<PanelKey> keys = [];
        while (listener.Keys.TryRead(out var key))
        {
            keys.Add(key);
        }

        return keys;
    }

    public string Typed() => Pin.Consume(System.Text.Encoding.ASCII.GetString);

    public void Dispose()
    {
        listener.Dispose();
        speech.Dispose();
        Pin.Dispose();
    }
}
