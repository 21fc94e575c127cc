using Kiosk.Cards;
using Kiosk.Eligibility;

namespace Kiosk.Tests;

/// <summary>People who do not exist.</summary>
internal static class Sample
{
    public static readonly AuthCertificate Certificate =
        new(new byte[] { 0x30, 0x82, 0xCA, 0xFE }, CertificateStanding.Ok, new DateTimeOffset(2029, 2, 3, 0, 0, 0, TimeSpan.Zero));

    public static readonly EligibilityRecord Person = new()
    {
        Name = "架空　花子",
        NameKana = "ｶｸｳ ﾊﾅｺ",
        OtherName = "別名　花",
        Sex = "2",
        Birthdate = new DateOnly(1971, 2, 3),
        PostNumber = "999-9999",
        Address = "架空県架空市一丁目",
        InsurerNumber = "06999999",
        InsurerName = "架空健康保険組合",
        Symbol = "１２－３４",
        Number = "５６７８",
        Branch = "01",
        InsuredName = "架空　太郎",
        ReferenceNumber = "P-0042",
    };

    public static Confirmation Confirmation(string segment = "1", string? status = "1", string? validity = "1", int records = 1) => new()
    {
        Segment = segment,
        ProcessingStatus = status,
        Validity = validity,
        Records = [.. Enumerable.Repeat(Person, records)],
        ProcessingMessage = "架空　花子さんの証明書の期限が近づいています",
        QualificationDate = new DateOnly(2026, 11, 22),
    };
}
