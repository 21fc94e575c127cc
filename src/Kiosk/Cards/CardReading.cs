namespace Kiosk.Cards;

/// <summary>What the stand knows of a card before any PIN: read without one, and without spending a try.</summary>
public sealed record CardReading(PinTries Tries, AuthCertificate Certificate);

/// <summary>The card's answer to the PIN.</summary>
/// <param name="Accepted">The PIN was right; the card will sign until it loses power.</param>
/// <param name="TriesLeft">What is left after this answer.</param>
public readonly record struct PinVerdict(bool Accepted, PinTries TriesLeft);
