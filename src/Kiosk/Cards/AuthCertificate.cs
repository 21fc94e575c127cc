namespace Kiosk.Cards;

/// <summary>The card's user authentication certificate (利用者証明用電子証明書): a pseudonym without name, address or birth date, yet a stable mark of one person, so it is never logged.</summary>
/// <param name="Der">Exactly the certificate, without the filler that may follow it in the card's file.</param>
/// <param name="Standing">How its dates stand today.</param>
/// <param name="NotAfter">The last moment of its validity.</param>
public sealed record AuthCertificate(ReadOnlyMemory<byte> Der, CertificateStanding Standing, DateTimeOffset NotAfter)
{
    /// <summary>Never the certificate.</summary>
    public override string ToString() => $"{nameof(AuthCertificate)} ({Standing})";
}
