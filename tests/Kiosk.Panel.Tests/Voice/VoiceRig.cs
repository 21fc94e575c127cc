using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Kiosk.Bench.Voice;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

/// <summary>A voice whose player is aplay, or a program of the test's own, in a folder with an ear.</summary>
[SupportedOSPlatform("linux")]
internal sealed class VoiceRig : IAsyncDisposable
{
    /// <summary>The player is aplay itself.</summary>
    public const string Aplay = "exec aplay \"$@\"";

    /// <summary>The player keeps what it was given.</summary>
    public const string Keep = "cat >\"$0.$$\"; mv \"$0.$$\" \"$0.played.$$\"";

    public const string OneCard = " 0 [Card           ]: a sound card";

    private const int HeaderBytes = 44;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("voice");
    private readonly SemaphoreSlim told = new(0);
    private readonly SemaphoreSlim asked = new(0);

    /// <param name="player">What the player does, in shell.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="time">Null: the computer's.</param>
    /// <param name="cards">The kernel's list of cards; null: there is none, but ALSA is configured to be heard by the ear.</param>
    public VoiceRig(string player = Aplay, VoiceOptions? options = null, TimeProvider? time = null, string? cards = null)
    {
        Ear = new Ear(folder.FullName, TimeProvider.System);
        var program = In("player");
        File.WriteAllText(program, $"#!/bin/sh\necho $$ >>\"$0.started\"\n{player}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var system = new SoundSystem
        {
            Player = program,
            Cards = () => { asked.Release(); return [cards ?? ""]; },
            Configuration = cards is null ? Ear.ConfigurationFile(folder.FullName) : null,
        };
        Voice = new Voice(options ?? new VoiceOptions(), time ?? TimeProvider.System, trouble => { Troubles.Add(trouble ?? ""); told.Release(); }, system);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Ear Ear { get; }

    public Voice Voice { get; }

    /// <summary>What it complained of.</summary>
    public List<string> Troubles { get; } = [];

    /// <summary>The processes that were started.</summary>
    public IReadOnlyList<int> Started => File.Exists(In("player.started"))
        ? [.. File.ReadLines(In("player.started")).Select(line => int.Parse(line, CultureInfo.InvariantCulture))]
        : [];

    public static bool IsThere(int pid) => Directory.Exists($"/proc/{pid}");

    /// <summary>Waits for something that tells nobody.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(Glance, TimeProvider.System, Cancellation);
        }
    }

    public Task UntilTroubleAsync() => told.WaitAsync(Cancellation);

    /// <summary>Says a sentence so often that the voice must have looked at it and gone on: it asks for the list of cards each time.</summary>
    public async Task SayInVainAsync(Sentence sentence)
    {
        for (var times = 0; times < 3; times++)
        {
            Voice.Say(sentence, Language.English);
            await asked.WaitAsync(Cancellation);
        }
    }

    /// <summary>Waits until a player of the kind <see cref="Keep"/> was given all of a sentence; the loudest sample of it.</summary>
    public async Task<int> UntilPlayedAsync(Sentence sentence)
    {
        string[] played = [];
        Voice.Say(sentence, Language.English);
        await UntilAsync(() => (played = Directory.GetFiles(folder.FullName, "player.played.*")).Length > 0);
        var samples = MemoryMarshal.Cast<byte, short>((await File.ReadAllBytesAsync(played[0], Cancellation)).AsSpan(HeaderBytes)).ToArray();
        File.Delete(played[0]);
        return samples.Max(sample => Math.Abs((int)sample));
    }

    public async ValueTask DisposeAsync()
    {
        await Voice.DisposeAsync();
        await Ear.DisposeAsync();
        told.Dispose();
        asked.Dispose();
        folder.Delete(recursive: true);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);
}
