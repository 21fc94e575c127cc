using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <summary>
/// The card whose PIN check was broken off last (pulled, or it hung), so that staff are told what became of its tries when it is back. Knows the card by a
/// digest, in memory only, and not for long.
/// </summary>
internal sealed class BrokenPinCheck
{
    /// <summary>Whoever comes back later is a new visitor.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private (byte[] Card, PinTries Tries, DateTimeOffset At)? last;

    /// <summary>Looks at a step of the desk: was a PIN on its way to the card, and did nobody hear what it came to?</summary>
    public void Follow(Visit? before, VisitEvent happened, Visit? after, DateTimeOffset now)
    {
        if (before is { State: VisitState.Verifying, Tries: { } tries, Certificate: { } certificate } && after?.State != VisitState.Verifying
            && happened is not (VisitEvent.PinAnswered or VisitEvent.AuthorityAnswered))
        {
            last = (SHA256.HashData(certificate.Der.Span), tries, now);
        }
    }

    /// <summary>The event with what is remembered of its card; told once.</summary>
    public VisitEvent Complete(VisitEvent happened, DateTimeOffset now)
    {
        if (happened is not VisitEvent.CardRead { Reading.Certificate: var certificate } read || last is not { } known)
        {
            return happened;
        }

        var isRecent = now - known.At < Remembered;
        var isSame = isRecent && known.Card.AsSpan().SequenceEqual(SHA256.HashData(certificate.Der.Span));
        last = isRecent && !isSame ? last : null;
        return isSame ? read with { TriesBefore = known.Tries } : happened;
    }
}
