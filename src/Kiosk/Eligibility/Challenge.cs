using System.Text;

namespace Kiosk.Eligibility;

/// <summary>The authority's single-use challenge.</summary>
/// <param name="Id">Opaque; sent back with the signature.</param>
/// <param name="Bytes">32 bytes.</param>
/// <param name="ExpiresAt">The authority's moment.</param>
public sealed record Challenge(string Id, ReadOnlyMemory<byte> Bytes, DateTimeOffset ExpiresAt)
{
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("kiosk-eligibility-v1\0");

    /// <summary>
    /// The message that the card signs: domain, zero byte, challenge, visit, facility. Bound to all of them, the signature serves for nothing else;
    /// the card itself would sign anything.
    /// </summary>
    public byte[] MessageFor(Guid visitId, FacilityCode facility)
    {
        ArgumentNullException.ThrowIfNull(facility);
        return [.. Domain, .. Bytes.Span, .. visitId.ToByteArray(bigEndian: true), .. Encoding.ASCII.GetBytes(facility.Value)];
    }
}
