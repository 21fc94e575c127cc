using System.Buffers.Binary;
using System.Security.Cryptography;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Pi.Faces;

/// <summary>A face reader's answer as a result of the list.</summary>
internal static class FaceResult
{
    /// <param name="confirmation">The answer.</param>
    /// <param name="content">The file that it was read from.</param>
    /// <param name="writtenAt">When that was written, for an answer that does not say when it was given.</param>
    public static KeptResult Of(Confirmation confirmation, ReadOnlySpan<byte> content, DateTimeOffset writtenAt)
    {
        var (outcome, reason) = Verdict.Of(confirmation);
        var endedAt = confirmation.ExecutedAt is { } executed ? new DateTimeOffset(executed, JapanTime.Offset) : writtenAt;
        return new KeptResult
        {
            VisitId = IdOf(content, endedAt),
            EndedAt = endedAt,
            Method = IdentityMethod.Visual,
            Source = ResultSource.FaceReader,
            Outcome = outcome,
            Reason = reason,
            Confirmation = confirmation,
        };
    }

    // The same file has the same id, before and after a restart: version 7 (RFC 9562) with the file's hash in place of chance.
    private static Guid IdOf(ReadOnlySpan<byte> content, DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, id);
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, at.ToUnixTimeMilliseconds());
        moment[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }
}
