using System.Diagnostics;

namespace Kiosk.Panel;

/// <summary>One run of aplay with one sentence.</summary>
internal sealed class Player
{
    private const int PieceBytes = 4096;

    private readonly Process process;

    private Player(Process process, Recording recording)
    {
        this.process = process;
        Length = recording.Length;
        Ended = Task.Run(() => PlayAsync(recording));
    }

    /// <summary>How long it plays.</summary>
    public TimeSpan Length { get; }

    /// <summary>When it is gone.</summary>
    public Task Ended { get; }

    /// <summary>After that: why it did not play; null when it did.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Starts it. The recording is the player's from here on.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static Player Start(SoundSystem system, string device, Recording recording)
    {
        string[] where = device.Length > 0 ? ["-D", device] : [];
        var start = new ProcessStartInfo(system.Player!, ["-q", "-t", "wav", .. where, "-"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        if (system.Configuration is { } configuration)
        {
            start.Environment[SoundSystem.ConfigurationVariable] = configuration;
        }

        try
        {
            return new Player(Process.Start(start)!, recording);
        }
        catch
        {
            recording.Dispose();
            throw;
        }
    }

    /// <summary>Silence at once. <see cref="Ended"/> follows, unless the kernel itself holds it.</summary>
    public void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It is gone already.
        }
    }

    private async Task PlayAsync(Recording recording)
    {
        using (recording)
        using (process)
        {
            var complaint = process.StandardError.ReadLineAsync();
            await FeedAsync(recording);
            await process.WaitForExitAsync();
            Complaint = process.ExitCode == 0 ? null : await complaint ?? $"aplay ended with {process.ExitCode}.";
        }
    }

    private async Task FeedAsync(Recording recording)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await input.WriteAsync(recording.Header);
            var buffer = new byte[PieceBytes];
            for (int count; (count = recording.Read(buffer)) > 0;)
            {
                await input.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (IOException)
        {
            // It ended before it had heard everything; its exit code tells whether that is wrong.
        }
    }
}
