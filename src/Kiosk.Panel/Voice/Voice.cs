using System.ComponentModel;
using System.Threading.Channels;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>
/// Says sentences through ALSA, one at a time. Silent, and without a word about it, on a computer without a sound card or without aplay, and for a sentence that was not rendered.
/// No call waits: what is wished for is said by a task of its own.
/// </summary>
internal sealed class Voice : IAsyncDisposable, IDisposable
{
    // More than any player takes to notice that all was played, or that it was killed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Channel<Wish?> wishes = Channel.CreateBounded<Wish?>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly VoiceOptions options;
    private readonly SoundSystem system;
    private readonly TimeProvider time;
    private readonly Action<string?>? onTrouble;
    private readonly bool hasEnter;
    private readonly Task speaking;
    private volatile int volume;
    private Player? player;
    private string? trouble;
    private bool isClosed;

    /// <param name="options">What is said how; they have no <see cref="VoiceOptions.Problems"/>.</param>
    /// <param name="time">The clock by which a player counts as hung.</param>
    /// <param name="onTrouble">Told why nothing is heard though it should be, once until that changes, and null when it is heard again; on no lock's thread.</param>
    /// <param name="system">What there is to play with; null: this computer's.</param>
    /// <param name="hasEnter">The keypad has Enter where others have #.</param>
    public Voice(VoiceOptions options, TimeProvider time, Action<string?>? onTrouble = null, SoundSystem? system = null, bool hasEnter = false)
    {
        this.hasEnter = hasEnter;
        this.options = options;
        this.time = time;
        this.onTrouble = onTrouble;
        this.system = system ?? new SoundSystem();
        volume = options.Volume;
        speaking = Task.Run(SpeakAsync);
    }

    /// <summary>0 to 100, from the next sentence on.</summary>
    public int Volume
    {
        get => volume;
        set => volume = Math.Clamp(value, 0, VoiceRules.Loudest);
    }

    /// <summary>Says a sentence, breaking off what is being said. Returns at once.</summary>
    public void Say(Sentence sentence, Language language) => wishes.Writer.TryWrite(new Wish(sentence, language));

    /// <summary>Breaks off what is being said. Returns at once.</summary>
    public void BeQuiet() => wishes.Writer.TryWrite(null);

    /// <summary>Silence, for good. Returns at once: the player is killed, and gone a little later.</summary>
    public void Dispose()
    {
        wishes.Writer.TryComplete();
        lock (gate)
        {
            isClosed = true;
            player?.Kill();
        }
    }

    /// <summary>Silence, for good; returns when no player is left.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
#pragma warning disable VSTHRD003 // the voice's own task, begun in its constructor
        await speaking;
#pragma warning restore VSTHRD003
    }

    private async Task SpeakAsync()
    {
        while (await wishes.Reader.WaitToReadAsync())
        {
            wishes.Reader.TryRead(out var wish);
            if (wish is not null && system.CanPlay(options.Device) && volume > 0 && IsFree())
            {
                await SayAsync(wish);
            }
        }
    }

    private async Task SayAsync(Wish wish)
    {
        var path = VoiceRules.FileOf(options.FolderPath(), wish.Sentence, wish.Language, hasEnter);
        try
        {
            if (File.Exists(path) && Begin(path) is { } running)
            {
                await PlayAsync(running);
            }
        }
        catch (InvalidDataException e)
        {
            Tell($"'{path}' cannot be played: {e.Message} Render it again with scripts/voice.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            Tell(e.Message);
        }
    }

    private async Task PlayAsync(Player running)
    {
        var next = wishes.Reader.WaitToReadAsync().AsTask();
        await UntilAsync([running.Ended, next], running.Length + Patience);
        if (running.Ended.IsCompleted)
        {
            Tell(running.Complaint);
            return;
        }

        var isHung = !next.IsCompleted;
        running.Kill();
        await UntilAsync([running.Ended], Patience);
        if (isHung || !running.Ended.IsCompleted)
        {
            Tell("aplay hangs: the sound device does not take what is played.");
        }
    }

    // One that cannot even be killed holds the device: another beside it would hang as well.
    private bool IsFree() => player is null || player.Ended.IsCompleted;

    private Player? Begin(string path)
    {
        var recording = Recording.Open(path, volume);
        lock (gate)
        {
            if (isClosed)
            {
                recording.Dispose();
                return null;
            }

            return player = Player.Start(system, options.Device, recording);
        }
    }

    private async Task UntilAsync(Task[] any, TimeSpan longest)
    {
        using var enough = new CancellationTokenSource();
        await Task.WhenAny([.. any, Task.Delay(longest, time, enough.Token)]);
        await enough.CancelAsync();
    }

    private void Tell(string? now)
    {
        if (now != trouble)
        {
            onTrouble?.Invoke(now);
        }

        trouble = now;
    }

    private sealed record Wish(Sentence Sentence, Language Language);
}
