using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kiosk.Records;

/// <summary>Where the audit trail ended at some time, to be kept elsewhere: a trail that was set back or cut since does not have it any more. Tells nothing of what was audited.</summary>
/// <param name="Seq">The last row's number.</param>
/// <param name="Mac">The last row's MAC, 64 hex digits.</param>
public sealed record TrailHead(long Seq, string Mac)
{
    private const int MacDigits = 64;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TrailHead? head)
    {
        head = text?.Split(':') is [var number, { Length: MacDigits } mac] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && mac.All(char.IsAsciiHexDigit)
            ? new TrailHead(seq, mac.ToLowerInvariant())
            : null;
        return head is not null;
    }

    /// <summary><c>SEQ:MAC</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}:{Mac}");
}

/// <summary>What removing the audit trail's oldest rows came to.</summary>
/// <param name="Count">How many are gone.</param>
/// <param name="Doubtful">They would be due, but were tampered with: they stay as evidence.</param>
/// <param name="Trouble">Why it could not be done; null when it was.</param>
public readonly record struct RotatedTrail(int Count, bool Doubtful, VaultTrouble? Trouble);
