namespace Kiosk.Cards;

/// <summary>What the stand knows of a card before any PIN: read without one, and without spending a try.</summary>
/// <param name="Tries">PIN tries left; null: the PIN cannot be used on this card at all (顔認証マイナンバーカード), which says nothing against method A.</param>
/// <param name="Certificate">The checked certificate.</param>
public sealed record CardReading(PinTries? Tries, AuthCertificate Certificate);

/// <summary>The card's answer to the PIN.</summary>
/// <param name="Accepted">The PIN was right; the card will sign until it loses power.</param>
/// <param name="TriesLeft">What is left after this answer.</param>
public readonly record struct PinVerdict(bool Accepted, PinTries TriesLeft);
