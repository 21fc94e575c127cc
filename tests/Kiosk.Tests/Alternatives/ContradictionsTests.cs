using Kiosk.Alternatives;
using Kiosk.Eligibility;
using Kiosk.Tests.Visits;
using static Kiosk.Tests.Alternatives.Typed;

namespace Kiosk.Tests.Alternatives;

public sealed class ContradictionsTests
{
    [Theory]
    [InlineData(PaperField.InsurerNumber, "06999999", "")]
    [InlineData(PaperField.InsurerNumber, "34999995", "InsurerNumber")]
    [InlineData(PaperField.Symbol, "12-34", "")]
    [InlineData(PaperField.Symbol, "１２ー３４", "")]
    [InlineData(PaperField.Symbol, "１２３４", "Symbol")]
    [InlineData(PaperField.Symbol, null, "")]
    [InlineData(PaperField.Number, "5678", "")]
    [InlineData(PaperField.Number, "5679", "Number")]
    [InlineData(PaperField.Name, "架空　花江", "")]
    public void Of_CoveredLater_AreTheFieldsThatDiffer(PaperField field, string? typed, string differ) =>
        Assert.Equal(differ, string.Join(' ', Contradictions.Of(Check(AlternativeRoute.Certificate, field, typed), Earlier.Covered())));

    [Fact]
    public void Of_SixAndEightDigitsOfOneInsurer_AreTheSame() => Assert.Empty(
        Contradictions.Of(Check(AlternativeRoute.Certificate, PaperField.InsurerNumber, "999995"), Earlier.Covered(record: Sample.Person with { InsurerNumber = "00999995" })));

    [Theory]
    [InlineData("2026-11-24", true)]
    [InlineData("2026-11-25", false)]
    [InlineData(null, true)]
    public void Of_NotCoveredLater_OnlyWhatHadEndedByThen(string? ended, bool contradicts)
    {
        var record = Sample.Person with { DisqualifiedOn = ended is null ? null : RecordDate.Of(ended.Replace("-", "", StringComparison.Ordinal)) };
        var later = Earlier.Of(Sample.Confirmation(validity: "2") with { Records = [record] });

        Assert.Equal(contradicts ? [Contradiction.NotCovered] : [], Contradictions.Of(Check(), later));
    }

    [Theory]
    [InlineData("1", "20261124", true)]
    [InlineData("1", "20261125", false)]
    [InlineData("2", "20261125", false)]
    public void Of_AnotherInsuranceLater_OnlyOneThatHadBegunByThen(string validity, string began, bool contradicts)
    {
        var record = Sample.Person with { InsurerNumber = "34999995", QualifiedOn = RecordDate.Of(began) };

        Assert.Equal(
            contradicts ? [Contradiction.InsurerNumber] : [], Contradictions.Of(Check(), Earlier.Of(Sample.Confirmation(validity: validity) with { Records = [record] })));
    }

    [Theory]
    [InlineData("4", 0)]
    [InlineData("5", 2)]
    [InlineData("1", 2)]
    [InlineData("9", 1)]
    public void Of_AuthorityDoesNotKnow_ContradictsNothing(string validity, int records) => Assert.Empty(Contradictions.Of(
        Check(AlternativeRoute.Certificate, PaperField.Number, "1"), Earlier.Of(Sample.Confirmation(validity: validity, records: records))));
}
