using Kiosk.Records;

namespace Kiosk.Cards;

/// <summary>How the dates of a card's certificate stand. Months are calendar months in Japan.</summary>
public enum CertificateStanding
{
    /// <summary>Valid for more than three months.</summary>
    Ok,

    /// <summary>Ends within three months: its holder should renew it at the town hall.</summary>
    Expiring,

    /// <summary>Ended less than three months ago: still good for eligibility.</summary>
    Grace,

    /// <summary>Ended more than three months ago: refused.</summary>
    Dead,

    /// <summary>Its validity has not begun.</summary>
    NotYetValid,

    /// <summary>The stand's clock is not synchronized, so no date is judged; the authority judges it.</summary>
    NotJudged,
}

/// <summary>The rule for <see cref="CertificateStanding"/>: alert from three months before expiry, eligibility only until three months after it (MHLW).</summary>
public static class CertificateDates
{
    private const int GraceMonths = 3;

    // "Never" is written as the end of the year 9999 (RFC 5280, 4.1.2.5), from where no three months can be counted.
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Judges the dates of a certificate at a moment; <paramref name="now"/> is null when the clock cannot be trusted.</summary>
    public static CertificateStanding Judge(DateTimeOffset notBefore, DateTimeOffset notAfter, DateTimeOffset? now)
    {
        if (now is not { } moment)
        {
            return CertificateStanding.NotJudged;
        }

        var end = JapanTime.At(notAfter < Never ? notAfter : Never);
        return moment < notBefore ? CertificateStanding.NotYetValid
            : moment > end.AddMonths(GraceMonths) ? CertificateStanding.Dead
            : moment > end ? CertificateStanding.Grace
            : moment > end.AddMonths(-GraceMonths) ? CertificateStanding.Expiring
            : CertificateStanding.Ok;
    }
}
