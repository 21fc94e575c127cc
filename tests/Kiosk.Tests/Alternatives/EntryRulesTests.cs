using Kiosk.Alternatives;
using static Kiosk.Tests.Alternatives.Typed;

namespace Kiosk.Tests.Alternatives;

public sealed class EntryRulesTests
{
    private const AlternativeRoute Certificate = AlternativeRoute.Certificate;
    private const AlternativeRoute Notice = AlternativeRoute.Notice;
    private const AlternativeRoute Statement = AlternativeRoute.Statement;

    [Theory]
    [InlineData(AlternativeRoute.Certificate)]
    [InlineData(AlternativeRoute.Notice)]
    [InlineData(AlternativeRoute.Portal)]
    [InlineData(AlternativeRoute.Statement)]
    public void Judge_PaperAsItShouldBe_IsTaken(AlternativeRoute route)
    {
        var (accepted, faults) = EntryRules.Judge(route, Paper(route), Today);

        Assert.Empty(faults);
        Assert.Equal(Papers.FieldsOf(route), accepted.Select(one => one.Field));
    }

    [Theory]
    [InlineData(AlternativeRoute.Certificate)]
    [InlineData(AlternativeRoute.Notice)]
    [InlineData(AlternativeRoute.Portal)]
    [InlineData(AlternativeRoute.Statement)]
    public void Judge_OneFieldLeftOut_IsAFaultExactlyWhereItStandsOnEveryPaper(AlternativeRoute route) => Assert.All(Papers.FieldsOf(route), field =>
    {
        var faults = EntryRules.Judge(route, Paper(route, field), Today).Faults;

        Assert.Equal(Papers.NeedOf(route, field) == FieldNeed.Required ? [new FieldFault(field, EntryFault.Missing)] : [], faults);
        Assert.Equal(faults, EntryRules.Judge(route, Paper(route, field, " 　"), Today).Faults);
    });

    [Theory]
    [InlineData(Certificate, PaperField.InsurerNumber, "0699999", EntryFault.Length)]
    [InlineData(Certificate, PaperField.InsurerNumber, "0699999O", EntryFault.NotDigits)]
    [InlineData(Certificate, PaperField.InsurerNumber, "06999998", EntryFault.CheckDigit)]
    [InlineData(Statement, PaperField.InsurerNumber, "06999998", EntryFault.CheckDigit)]
    [InlineData(Certificate, PaperField.InsurerNumber, "39999990", null)]
    [InlineData(Certificate, PaperField.Branch, "1", EntryFault.BranchForm)]
    [InlineData(Certificate, PaperField.Branch, "0A", EntryFault.BranchForm)]
    [InlineData(Certificate, PaperField.Branch, "００", null)]
    [InlineData(Certificate, PaperField.Symbol, "１２３４５６７８９０１２３４５６７８９", null)]
    [InlineData(Certificate, PaperField.Symbol, "１２３４５６７８９０１２３４５６７８９０", EntryFault.TooLong)]
    [InlineData(Certificate, PaperField.Number, "12345678901234567890123456789012345678", null)]
    [InlineData(Certificate, PaperField.Number, "123456789012345678901234567890123456789", EntryFault.TooLong)]
    [InlineData(Certificate, PaperField.Number, "56\n78", EntryFault.TooLong)]
    [InlineData(Certificate, PaperField.Birthdate, "2026-11-24", null)]
    [InlineData(Certificate, PaperField.Birthdate, "2026-11-25", EntryFault.NotABirthdate)]
    [InlineData(Certificate, PaperField.Birthdate, "1896-11-23", EntryFault.NotABirthdate)]
    [InlineData(Certificate, PaperField.Birthdate, "昭和46年2月30日", EntryFault.NotADate)]
    [InlineData(Certificate, PaperField.ValidUntil, "2026-11-24", null)]
    [InlineData(Certificate, PaperField.ValidUntil, "2026-11-23", EntryFault.Expired)]
    [InlineData(Certificate, PaperField.ValidUntil, "2031-11-24", null)]
    [InlineData(Certificate, PaperField.ValidUntil, "2031-11-25", EntryFault.TooFarAhead)]
    [InlineData(Certificate, PaperField.Sex, "2", EntryFault.NotAsked)]
    [InlineData(Certificate, PaperField.CardSeen, "yes", EntryFault.NotAsked)]
    [InlineData(Notice, PaperField.ValidUntil, "2027-07-31", EntryFault.NotAsked)]
    [InlineData(Notice, PaperField.CardSeen, "no", EntryFault.Missing)]
    [InlineData(Statement, PaperField.Sex, "4", EntryFault.UnknownCode)]
    public void Judge_OneFieldTypedOtherwise_HasItsFault(AlternativeRoute route, PaperField field, string text, EntryFault? fault)
    {
        // Of 後期高齢者医療 nobody has a symbol or branch.
        var typed = Paper(route, field, text).Where(one => !text.StartsWith("39", StringComparison.Ordinal) || one.Field is not (PaperField.Symbol or PaperField.Branch)).ToList();

        Assert.Equal(fault is { } known ? [new FieldFault(field, known)] : [], EntryRules.Judge(route, typed, Today).Faults);
    }

    [Theory]
    [InlineData(PaperField.Number, "5678\u200B", "5678")]
    [InlineData(PaperField.Name, "\u202E架空　花子", "架空　花子")]
    public void Judge_WithWhatNobodySees_IsKeptWithoutIt(PaperField field, string typed, string kept) =>
        Assert.Equal(kept, EntryRules.Judge(Certificate, Paper(Certificate, field, typed), Today).Accepted.Single(one => one.Field == field).Text);

    [Fact]
    public void Judge_NothingButWhatNobodySees_IsMissing() =>
        Assert.Equal([new FieldFault(PaperField.Name, EntryFault.Missing)], EntryRules.Judge(Certificate, Paper(Certificate, PaperField.Name, "\u200B"), Today).Faults);

    [Theory]
    [InlineData("０６９９９９９９", "06999999")]
    [InlineData("0699-9999", "06999999")]
    [InlineData(" ０６ー９９９９９９ ", "06999999")]
    [InlineData("９９９９９５", "999995")]
    public void Judge_TypedWithAnInputMethod_IsUnderstood(string typed, string kept) =>
        Assert.Equal(kept, EntryRules.Judge(Certificate, Paper(Certificate, PaperField.InsurerNumber, typed), Today).Accepted.Single(one => one.Field == PaperField.InsurerNumber).Text);

    [Theory]
    [InlineData("2020-01-01", null)]
    [InlineData("2020-13-01", EntryFault.NotADate)]
    public void Judge_ClockNotTrusted_ADateNeedOnlyBeOne(string text, EntryFault? fault) => Assert.Equal(
        fault is { } known ? [new FieldFault(PaperField.ValidUntil, known)] : [], EntryRules.Judge(Certificate, Paper(Certificate, PaperField.ValidUntil, text), today: null).Faults);

    [Fact]
    public void Judge_SymbolAndNumber_AreKeptAsTyped()
    {
        var check = Check(Certificate, PaperField.Symbol, " １２－３４ ");

        Assert.Equal(("１２－３４", "５６７８", "1971-02-03", "2026-12-31"), (check[PaperField.Symbol]!, check[PaperField.Number]!, check[PaperField.Birthdate]!, check[PaperField.ValidUntil]!));
    }

    [Fact]
    public void Judge_LateElderlyWithSymbolAndBranch_IsToldBoth() => Assert.Equal(
        [new FieldFault(PaperField.Symbol, EntryFault.NotForLateElderly), new FieldFault(PaperField.Branch, EntryFault.NotForLateElderly)],
        EntryRules.Judge(Certificate, Paper(Certificate, PaperField.InsurerNumber, "３９９９９９９０"), Today).Faults);

    [Fact]
    public void Judge_SameFieldTwice_IsRefused() => Assert.Equal(
        [new FieldFault(PaperField.Name, EntryFault.NotAsked)], EntryRules.Judge(Certificate, [.. Paper(Certificate), new TypedField(PaperField.Name, "x")], Today).Faults);

    [Fact]
    public void Judge_NothingTyped_TellsEverythingThatIsMissing() => Assert.Equal(
        Papers.FieldsOf(Statement).Where(field => Papers.NeedOf(Statement, field) == FieldNeed.Required), EntryRules.Judge(Statement, [], Today).Faults.Select(fault => fault.Field));
}
