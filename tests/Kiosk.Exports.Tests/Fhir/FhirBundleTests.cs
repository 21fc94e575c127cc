using System.Text;
using CsCheck;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Exports.Tests.Fhir;

public sealed class FhirBundleTests
{
    private const string Patient = "Bundle.entry.resource.ofType(Patient).", Insurance = "Bundle.entry.resource.ofType(Coverage).first().",
        Ticket = "Bundle.entry.resource.ofType(Coverage).last().", Response = "Bundle.entry.resource.ofType(CoverageEligibilityResponse).";

    [Fact]
    public void Bundle_OfACoveredPersonWithATicket_IsAcceptedAndSaysAll()
    {
        var bundle = FhirJudge.Accept(Write(WithTicket(People.Covered(People.Full), "26100000123"))!.Content);

        Assert.Equal(
            "Patient Organization Organization Coverage Organization Coverage CoverageEligibilityRequest CoverageEligibilityResponse",
            string.Join(' ', bundle.Entry.Select(entry => entry.Resource!.TypeName)));
        Says(bundle, Patient + "name.text", "架空　花子", "カクウ ハナコ");
        Says(bundle, Patient + "name.family", "架空", "カクウ");
        Says(bundle, Patient + "name.given", "花子", "ハナコ");
        Says(bundle, Patient + "select(gender | birthDate)", "female", "1971-02-03");
        Says(bundle, Patient + "identifier.select(system | value)", "urn:oid:1.2.392.100495.20.3.51.11329999997", "P-0042");

        Says(bundle, Insurance + "identifier.value", "06999999:１２－３４:５６７８:00", "\"06999999\",\"１２－３４\",\"５６７８\",\"00\"");
        Says(bundle, Insurance + "status", "active");
        Says(bundle, Insurance + "type.coding.code", "1");
        Says(bundle, Insurance + "relationship.coding.code", "2");
        Says(bundle, Insurance + "subscriberId", "１２－３４:５６７８");
        Says(bundle, Insurance + "dependent", "00");
        Says(bundle, Insurance + "period.select(start | end)", "2020-04-02", "2027-03-31");
        Says(bundle, Insurance + "extension.value", "１２－３４", "５６７８", "00");
        Says(bundle, Insurance + "costToBeneficiary.value.value", "30");
        Says(bundle, Insurance + "payor.resolve().identifier.value", "06999999");
        Says(bundle, Insurance + "payor.resolve().name", "架空健康保険組合");

        Says(bundle, Ticket + "type.coding.code", "1");
        Says(bundle, Ticket + "subscriberId", "26100000123");
        Says(bundle, Ticket + "period.end", "2027-03-31");
        Says(bundle, Ticket + "payor.resolve().identifier.value", "06999999");

        Says(bundle, Response + "select(outcome | disposition)", "complete", "資格(有効)");
        Says(bundle, Response + "serviced", "2026-11-22");
        Says(bundle, Response + "created", "2026-11-22T10:30:15+09:00");
        Says(bundle, Response + "insurance.inforce", "true");
        Says(bundle, Response + "insurance.coverage.resolve().dependent", "00");
        Says(bundle, Response + "request.resolve().provider.resolve().identifier.value", "1329999997");
    }

    [Theory]
    [InlineData(Outcome.NotCovered, "2", 1, false, "資格(無効)")]
    [InlineData(Outcome.NotCovered, "3", 1, false, "資格(無効)（新しい資格あり）")]
    [InlineData(Outcome.NoRecord, "4", 0, null, "該当資格なし")]
    [InlineData(Outcome.Several, "5", 2, null, "複数該当")]
    [InlineData(Outcome.Unknown, "6", 1, null, "有効（未登録）")]
    [InlineData(Outcome.Unknown, "8", 1, null, "判定できません")]
    [InlineData(Outcome.Unknown, "1", 2, null, "判定できません")]
    public void Bundle_OfAnythingButCovered_NeverSaysInForce(Outcome outcome, string validity, int records, bool? inforce, string disposition)
    {
        var bundle = FhirJudge.Accept(Write(People.Answered(outcome, validity, [.. Enumerable.Repeat(People.Hanako, records)]))!.Content);

        Says(bundle, Response + "select(outcome | disposition)", "complete", disposition);
        Says(bundle, Response + "insurance.count()", records.ToString());
        Says(bundle, Response + "insurance.inforce", inforce is null ? [] : [.. Enumerable.Repeat(inforce.Value ? "true" : "false", records)]);
    }

    // "Could not ask" is an error of asking: it says nothing of an insurance, whatever came with it.
    [Fact]
    public void Bundle_OfCouldNotAsk_IsAnErrorWithoutInsurance()
    {
        var unasked = People.Covered(People.Hanako) with { Outcome = Outcome.CouldNotAsk, Reason = Reason.Unavailable, Confirmation = null };
        var answered = People.Answered(Outcome.CouldNotAsk, "1", People.Hanako);
        foreach (var result in new[] { unasked, answered with { Confirmation = answered.Confirmation! with { Segment = "9", ErrorMessage = "しばらくお待ちください" } } })
        {
            var bundle = FhirJudge.Accept(Write(result)!.Content);
            Says(bundle, Response + "select(outcome | insurance.inforce)", "error");
            Says(bundle, Response + "disposition.substring(0, 7)", "確認できません");
            Says(bundle, "Bundle.entry.resource.ofType(Coverage).count()", "0");
            Says(bundle, Patient + "identifier.value", $"urn:uuid:{result.VisitId}");
        }
    }

    [Theory]
    [InlineData(Outcome.CardRefused)]
    [InlineData(Outcome.PinBlocked)]
    public void Bundle_WhereNobodyWasAsked_IsNone(Outcome outcome) => Assert.Null(Write(People.Covered(People.Hanako) with { Outcome = outcome, Confirmation = null }));

    [Fact]
    public void Bundle_OfMedicalAssistance_IsNone() => Assert.Null(Write(People.Covered(People.Hanako with { CardClassification = "A1" })));

    [Theory]
    [InlineData("999995", null, "５６７８", null, "00999995::５６７８:", "2")]
    [InlineData("39999990", "", "12345678", "", "39999990::１２３４５６７８:", "7")]
    [InlineData("01999994", "ｱ-1", "２", "01", "01999994:ア－１:２:01", "1")]
    public void Coverage_InEveryWriting_HasJpCoresIdentifier(string insurer, string? symbol, string number, string? branch, string identifier, string type)
    {
        var bundle = FhirJudge.Accept(Write(People.Covered(People.Hanako with { InsurerNumber = insurer, Symbol = symbol, Number = number, Branch = branch }))!.Content);

        Says(bundle, Insurance + "identifier[0].value", identifier);
        Says(bundle, Insurance + "type.coding.code", type);
    }

    [Fact]
    public void Bundle_OfWhatWasNotProvided_MakesNothingUp()
    {
        var bundle = FhirJudge.Accept(Write(People.Covered(new EligibilityRecord { Name = "●", Sex = "9", Birthdate = RecordDate.Of("19700231"), Symbol = "", Branch = " " }))!.Content);

        Says(bundle, Patient + "select(name.text | gender | birthDate)", "●");
        Says(bundle, Insurance + "select(identifier.value | extension.value | period.start | subscriberId | type.coding.code)");
        Says(bundle, Insurance + "payor.resolve().select(identifier.value | name)", "保険者 未提供");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("26200000123", "2")]
    [InlineData("26500000123", "1")]
    [InlineData("26700000123", null)]
    public void Ticket_OfEveryKind_HasItsType(string? number, string? type)
    {
        var bundle = FhirJudge.Accept(Write(WithTicket(People.Covered(People.Hanako), number))!.Content);
        Says(bundle, Ticket + "select(subscriberId | type.coding.code)", [.. new[] { number, type }.OfType<string>()]);
    }

    [Fact]
    public void Bundle_Again_IsTheSame() => Assert.Equal(Text(Write(People.Covered(People.Full))!), Text(Write(People.Covered(People.Full), ExportEncoding.ShiftJis)!));

    [Fact]
    public void Bundle_WhateverTheValues_IsParsed() => Gen.Select(Gen.String, Gen.String, Gen.String).Sample(
        (name, symbol, address) => FhirJudge.Accept(Write(People.Covered(People.Hanako with { Name = name, Symbol = "x" + symbol, Address = address, InsuredName = name }))!.Content), iter: 20);

    // The judge is awake: what breaks a rule of JP Core or of R4 is told.
    [Fact]
    public void Judge_PositiveControl_FindsWhatIsWrong()
    {
        var bundle = FhirJudge.Accept(Write(People.Covered(People.Full))!.Content);
        bundle.Entry.Select(entry => entry.Resource).OfType<Patient>().Single().Identifier.Clear();
        bundle.Entry.Select(entry => entry.Resource).OfType<Coverage>().First().Identifier[0].Value = "6999999:1:2:3";
        bundle.Entry.Select(entry => entry.Resource).OfType<CoverageEligibilityResponse>().Single().Purpose = [];

        var said = FhirJudge.Said(bundle);
        Assert.All(["identifier", "insuranceidentifier", "purpose"], wrong => Assert.Contains(wrong, said, StringComparison.OrdinalIgnoreCase));
    }

    private static ExportFile? Write(KeptResult result, ExportEncoding encoding = ExportEncoding.Utf8) => ExportFile.Of(result, ExportFormat.Fhir, People.Facility, encoding);

    private static string Text(ExportFile file) => Encoding.UTF8.GetString(file.Content.Span);

    private static KeptResult WithTicket(KeptResult result, string? number)
    {
        Assert.True(CheckupTicket.TryParse(new TypedTicket(number, number is null ? "39999990" : "06999999", "2027-03-31", "1000円"), out var ticket, out _));
        return result with { Ticket = ticket };
    }

    private static void Says(Bundle bundle, string path, params string[] values) =>
        Assert.Equal(values, bundle.Select(path).Select(value => value is PrimitiveType primitive ? primitive.ToString() : value?.ToString()));
}
