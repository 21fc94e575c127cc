using System.Net;

namespace Kiosk.Authority.Wire;

/// <summary>What one request came to. A closed list.</summary>
internal abstract record Exchange
{
    private Exchange() { }

    /// <summary>Never what it carries.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>A whole answer of bearable size.</summary>
    internal sealed record Reply(HttpStatusCode Status, string? MediaType, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter) : Exchange;

    /// <summary>No answer, or none that could be taken.</summary>
    internal sealed record Lost(Loss Loss) : Exchange;
}

/// <summary>Why there is no answer.</summary>
internal enum Loss
{
    /// <summary>No connection, or it ended before an answer began.</summary>
    Unreachable,

    /// <summary>The server is not who it should be: another CA, another name, expired.</summary>
    Untrusted,

    /// <summary>The answer broke off.</summary>
    Cut,

    /// <summary>The answer is larger than 1 MiB.</summary>
    Oversized,

    /// <summary>What came is not HTTP.</summary>
    Garbled,
}
