namespace Kiosk.Benchmarks.Soak.Torn;

/// <summary>What a traced program did to files and sockets, as far as it matters to a disk that loses its power.</summary>
internal abstract record SystemCall
{
    private SystemCall()
    {
    }

    /// <summary>A file was opened, and made or emptied by it.</summary>
    internal sealed record Opened(string Path, bool IsEmptied) : SystemCall;

    /// <summary>Bytes were written.</summary>
    internal sealed record Written(string Path, long At, byte[] Bytes) : SystemCall;

    /// <summary>A file was cut, or made longer.</summary>
    internal sealed record Truncated(string Path, long Length) : SystemCall;

    /// <summary>A file or folder is on the disk, with all that was done to it before.</summary>
    internal sealed record Synced(string Path) : SystemCall;

    /// <summary>A file has another name besides.</summary>
    internal sealed record Linked(string From, string To) : SystemCall;

    /// <summary>A file has another name instead.</summary>
    internal sealed record Renamed(string From, string To) : SystemCall;

    /// <summary>A name is gone.</summary>
    internal sealed record Unlinked(string Path) : SystemCall;

    /// <summary>Bytes went out to somebody.</summary>
    internal sealed record Sent(byte[] Bytes) : SystemCall;
}
