using System.Runtime.InteropServices;
using Kiosk.Signals;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Bench.Voice;

/// <summary>
/// Hears what aplay really plays: ALSA writes it into a pipe, which is read as fast as a sound card plays, so that what is broken off was not heard.
/// Must be there before anybody plays.
/// </summary>
public sealed class Ear : IAsyncDisposable
{
    private const int SentencesKept = 1000;
    private const int PipeBytes = 4096;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    // The bench must not be what wakes an idle desk.
    private static readonly TimeSpan IdleTick = TimeSpan.FromMilliseconds(100);

    // A card's own buffer: what a late tick may make up for.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly RenderedVoice voice = new(Path.Combine(AppContext.BaseDirectory, "voice"));
    private readonly SafeFileHandle pipe;
    private readonly CancellationTokenSource stop = new();
    private readonly WavStream stream = new();
    private readonly Queue<HeardSentence> heard = new();
    private readonly Task listening;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset began;
    private (Sentence Sentence, Language Language)? saying;

    /// <summary>Listens at once.</summary>
    /// <param name="folder">Where the pipe and <see cref="ConfigurationFile"/> are made.</param>
    /// <param name="time">The sound card's clock.</param>
    /// <exception cref="IOException">They cannot be made.</exception>
    public Ear(string folder, TimeProvider time)
    {
        this.time = time;
        this.folder = folder;
        var path = PipeFile(folder);
        pipe = NativeFifo.Make(path, PipeBytes);
        File.WriteAllText(ConfigurationFile(folder), $$"""
            # The bench's ear is the default sound device of whoever has this file as ALSA_CONFIG_PATH.
            pcm.!default { type file, format wav, file "{{path.Replace("%", "%%", StringComparison.Ordinal)}}", slave.pcm { type null } }

            """);
        listening = ListenAsync();
    }

    /// <summary>Whether something is being played.</summary>
    public bool IsHearing
    {
        get { lock (gate) { return stream.IsOpen; } }
    }

    /// <summary>The sentence that is being said, after its first second; null: none, or not known yet.</summary>
    public (Sentence Sentence, Language Language)? Saying
    {
        get { lock (gate) { return stream.IsOpen ? saying : null; } }
    }

    /// <summary>What was said and has ended, oldest first.</summary>
    public IReadOnlyList<HeardSentence> Heard
    {
        get { lock (gate) { return [.. heard]; } }
    }

    /// <summary>ALSA's configuration for those who are to be heard.</summary>
    public static string ConfigurationFile(string folder) => Path.Combine(folder, "asound.conf");

    /// <summary>Waits until so much of a sentence was heard that it can be told from the others.</summary>
    public Task UntilWordsAsync(CancellationToken cancellation) => UntilAsync(() => stream.Content.Length > RenderedVoice.BytesPerSecond, cancellation);

    /// <summary>Waits until so many sentences have ended, and gives them.</summary>
    public async Task<IReadOnlyList<HeardSentence>> UntilHeardAsync(int count, CancellationToken cancellation)
    {
        await UntilAsync(() => heard.Count >= count, cancellation);
        return Heard;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
#pragma warning disable VSTHRD003 // the ear's own loop, begun in its constructor
        await listening;
#pragma warning restore VSTHRD003
        pipe.Dispose();
        File.Delete(PipeFile(folder));
        File.Delete(ConfigurationFile(folder));
        stop.Dispose();
    }

    private static string PipeFile(string folder) => Path.Combine(folder, "ear.fifo");

    private async Task ListenAsync()
    {
        using var clock = new PeriodicTimer(IdleTick, time);
        var buffer = new byte[PipeBytes];
        var before = time.GetTimestamp();
        var due = TimeSpan.Zero;
        try
        {
            while (await clock.WaitForNextTickAsync(stop.Token))
            {
                var now = time.GetTimestamp();
                due += time.GetElapsedTime(before, now);
                due = due < Ahead ? due : Ahead;
                before = now;
                lock (gate)
                {
                    due -= TimeSpan.FromSeconds((double)Listen(buffer, (int)(due.TotalSeconds * stream.Rate)) / stream.Rate);
                    clock.Period = stream.IsOpen ? Tick : IdleTick;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    // How many bytes were heard.
    private int Listen(byte[] buffer, int due)
    {
        for (var taken = 0; ;)
        {
            var count = NativeFifo.Read(pipe, buffer.AsSpan(0, Math.Min(buffer.Length, due - taken)));
            if (count is not > 0)
            {
                if (count == 0 && due > taken && stream.IsOpen)
                {
                    End();
                    stream.Clear();
                }

                return taken;
            }

            began = stream.IsOpen ? began : time.GetUtcNow();
            stream.Take(buffer.AsSpan(0, count.Value), End);
            taken += count.Value;
            if (saying is null && stream.Content.Length > RenderedVoice.BytesPerSecond && voice.Recognise(MemoryMarshal.Cast<byte, short>(stream.Content)) is { } known)
            {
                saying = (known.Sentence, known.Language);
            }

            Change();
        }
    }

    private void End()
    {
        saying = null;
        if (stream.Content.ContainsAnyExcept((byte)0))
        {
            var known = voice.Recognise(MemoryMarshal.Cast<byte, short>(stream.Content));
            heard.Enqueue(new HeardSentence(began, known?.Sentence, known?.Language, known?.IsWhole ?? false));
        }

        if (heard.Count > SentencesKept)
        {
            heard.Dequeue();
        }

        began = time.GetUtcNow();
        Change();
    }

    private void Change()
    {
        changed.TrySetResult();
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task UntilAsync(Func<bool> isSo, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (isSo())
                {
                    return;
                }

                next = changed.Task;
            }

            await next.WaitAsync(cancellation);
        }
    }
}
