using System.Runtime.InteropServices;

namespace Kiosk.Panel;

/// <summary>A WAV file that is read piece by piece, as loud as is wanted: no sentence is ever held whole.</summary>
internal sealed class Recording : IDisposable
{
    private readonly FileStream file;
    private readonly int volume;

    private Recording(FileStream file, WavHeader header, int volume)
    {
        this.file = file;
        this.volume = volume;
        Header = header.Bytes;
        Length = TimeSpan.FromSeconds((double)(file.Length - Header.Length) / header.BytesPerSecond);
    }

    /// <summary>All that stands before the samples.</summary>
    public byte[] Header { get; }

    /// <summary>How long it plays.</summary>
    public TimeSpan Length { get; }

    /// <param name="path">The file.</param>
    /// <param name="volume">0 to 100.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no WAV file of 16 bit PCM.</exception>
    public static Recording Open(string path, int volume)
    {
        var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            return new Recording(opened, WavHeader.Read(opened), volume);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Fills the buffer with the next samples; how many bytes there were, 0 at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        foreach (ref var sample in MemoryMarshal.Cast<byte, short>(buffer[..read]))
        {
            sample = (short)(sample * volume / VoiceRules.Loudest);
        }

        return read;
    }

    public void Dispose() => file.Dispose();
}
