namespace Kiosk.Bench.Cards;

/// <summary>What personalisation writes into a card: its certificate, the certificate of who issued it, and its key in PKCS#8.</summary>
public sealed record CardPapers(byte[] Certificate, byte[] Issuer, byte[] Key);
