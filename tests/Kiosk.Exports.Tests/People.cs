using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Exports.Tests;

/// <summary>People who do not exist, and what the authority said of them.</summary>
internal static class People
{
    public static FacilityCode Facility { get; } = FacilityCode.TryParse("1329999997", out var code) ? code : null!;

    public static EligibilityRecord Hanako { get; } = new()
    {
        CardClassification = "01",
        InsurerNumber = "06999999",
        InsurerName = "架空健康保険組合",
        Symbol = "１２－３４",
        Number = "５６７８",
        Branch = "00",
        PersonOrFamily = "2",
        InsuredName = "架空　太郎",
        Name = "架空　花子",
        NameKana = "ｶｸｳ ﾊﾅｺ",
        Sex = "2",
        Birthdate = new DateOnly(1971, 2, 3),
        PostNumber = "999-9999",
        Address = "架空県架空市１－２",
        QualifiedOn = new DateOnly(2020, 4, 1),
        ValidFrom = new DateOnly(2020, 4, 2),
        ValidUntil = new DateOnly(2027, 3, 31),
        ContributionRatio = "030",
    };

    /// <summary>Somebody of whom everything is known.</summary>
    public static EligibilityRecord Full { get; } = Hanako with
    {
        OtherName = "別名　花",
        OtherNameKana = "ﾍﾞﾂﾒｲ ﾊﾅ",
        BackSex = "1",
        DisqualifiedOn = new DateOnly(2027, 3, 31),
        ReasonOfLoss = "03",
        IssuedOn = new DateOnly(2020, 4, 3),
        Preschool = "1",
        ElderlyValidFrom = new DateOnly(2026, 8, 1),
        ElderlyValidUntil = new DateOnly(2027, 7, 31),
        ElderlyContributionRatio = "020",
        Limit = new LimitCertificate
        {
            Classification = "01",
            Category = "A03",
            IssuedOn = new DateOnly(2026, 4, 1),
            ValidFrom = new DateOnly(2026, 4, 2),
            ValidUntil = new DateOnly(2027, 3, 30),
            LongStayFrom = new DateOnly(2026, 6, 1),
        },
        ReferenceNumber = "P-0042",
    };

    public static KeptResult Covered(EligibilityRecord person) => Answered(Outcome.Covered, "1", person);

    public static KeptResult Answered(Outcome outcome, string validity, params IReadOnlyList<EligibilityRecord> records) => new()
    {
        VisitId = Guid.Parse("01a200df-8ba0-7c3a-9f54-0d6b1c2e3f40"),
        EndedAt = new DateTimeOffset(2026, 11, 22, 1, 30, 17, TimeSpan.Zero),
        Method = IdentityMethod.Pin,
        Outcome = outcome,
        Confirmation = new Confirmation
        {
            Segment = "1",
            QualificationDate = new DateOnly(2026, 11, 22),
            ExecutedAt = new DateTime(2026, 11, 22, 10, 30, 15, DateTimeKind.Unspecified),
            ProcessingStatus = "1",
            Validity = validity,
            Records = records,
        },
    };
}
