using System.Security.Cryptography;

namespace Kiosk.Bench.Cards;

/// <summary>What personalisation writes into a card: its certificate, the certificate of who issued it, and its key.</summary>
public sealed record CardPapers(byte[] Certificate, byte[] Issuer, RSAParameters Key);
