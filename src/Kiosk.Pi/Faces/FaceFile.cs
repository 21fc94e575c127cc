using Kiosk.Authority;

namespace Kiosk.Pi.Faces;

/// <summary>A file that another program may be writing, moving or deleting just now.</summary>
internal static class FaceFile
{
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(300);

    /// <summary>What it holds, once two reads agree; null when it is not finished, is gone, or cannot be read now.</summary>
    public static async Task<byte[]?> ReadAsync(string file, TimeProvider time, CancellationToken stop)
    {
        var first = Read(file);
        if (first is null)
        {
            return null;
        }

        await Task.Delay(BetweenReads, time, stop);
        return Read(file) is { } second && second.AsSpan().SequenceEqual(first) ? first : null;
    }

    // Longer than any message is read no further: it is none.
    private static byte[]? Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(stream.Length, OfficialFile.MaxBytes + 1)];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
