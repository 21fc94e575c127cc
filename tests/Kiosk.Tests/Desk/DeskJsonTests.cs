using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Access;
using Kiosk.Alternatives;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Settings;
using Kiosk.Tests.Visits;
using Kiosk.Tickets;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Desk;

public sealed class DeskJsonTests
{
    private static readonly StandView Ready = new(
        StandState.Ready, ReaderState.Ready, AuthorityState.Available, ClockState.Synchronized, IdentityMethod.Pin, AuthorityMessage: null, AuthorityUntil: null, VisualGranted: true);

    [Fact]
    public void Snapshot_NobodyThere_IsExactlyTheContractsText() => Assert.Equal(
        """{"stand":{"state":"ready","reader":"ready","authority":"available","clock":"synchronized","method":"pin","authorityMessage":null,"authorityUntil":null,"visualGranted":true,"panelTrouble":null,"unreadableResults":0,"severalCards":false,"givenUpCards":0,"pendingVisits":0,"contradictions":0,"authorityFrom":null,"authorityHaltedSince":null,"authorityTriedNext":null,"clockOffSeconds":null,"facility":null,"exportTrouble":null,"isFaceFolderAway":false,"faceResults":0,"aside":null,"isSignInNeeded":false},"visit":null,"lastVisit":null,"ticketsNoted":0}""",
        Text(new Snapshot(Ready, Visit: null, LastVisit: null), DeskJson.Default.Snapshot));

    [Fact]
    public void Snapshot_VisitAtThePin_IsExactlyTheContractsText()
    {
        var stand = new Stand().After(new VisitEvent.CardArrived(Guid.Parse("019AA7B2-5C1E-7C3A-9F54-0D6B1C2E3F40"), IdentityMethod.Pin), Read(), Confirmed, Wrong(2));

        Assert.Equal(
            """{"id":"019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40","state":"pin","method":"pin","triesLeft":2,"outcome":null,"reason":"pinWrong","startedAt":"2026-11-22T09:00:00+09:00","endedAt":null,"certificate":"ok","authorityMessage":null,"kept":null,"triesBefore":null,"hasTicket":false,"match":null,"earlier":null,"isRepeat":false}""",
            JsonDocument.Parse(Text(new Snapshot(Ready, VisitView.Of(stand.Visit), LastVisit: null), DeskJson.Default.Snapshot)).RootElement.GetProperty("visit").GetRawText().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public void Codes_OfTheContract_AreAsWritten()
    {
        AreCodes<StandState>("ready outOfOrder");
        AreCodes<ReaderState>("absent ready serviceDown stuck");
        AreCodes<AuthorityState>("unreachable available partial maintenance notEnrolled suspended untrusted expired");
        AreCodes<ClockState>("synchronized unsynchronized doubtful");
        AreCodes<VisitPhase>("reading pin staff asking finished takeCard");
        AreCodes<IdentityMethod>("pin visual");
        AreCodes<Outcome>(
            "covered notCovered noRecord several unknown couldNotAsk pinWrong pinBlocked cardRefused cardRemoved authorityRefused cancelled timedOut");
        AreCodes<StaffAction>("photoMatches photoDiffers allowLastTry refuseLastTry cancel setMethod testLamps");
        AreCodes<StaffRole>("reception administrator auditor");
        AreCodes<SignInResult>("done refused wait factorNeeded factorWrong busy unreadable notNeeded notGood");
        AreCodes<SignInEnd>("key idle expired changed gone replaced stopped");
        AreCodes<AlternativeRoute>("certificate notice portal statement");
        AreCodes<PaperField>("cardSeen insurerNumber symbol number branch name birthdate sex address validUntil");
        AreCodes<EntryFault>(
            "missing notAsked tooLong length notDigits checkDigit branchForm notForLateElderly notADate notABirthdate expired tooFarAhead unknownCode");
        AreCodes<Contradiction>("insurerNumber symbol number notCovered");
        AreCodes<CloseReason>("visitorLeft comesAgain checkedElsewhere paysAlone noVisitor other");
        AreCodes<PendingResult>("done notPending incomplete notWritten");
        AreCodes<PendingEnd>("answered triedAgain checked closed");
        AreCodes<CommandResult>("done notNow otherVisit incomplete noKeypad notWritten");
        AreCodes<TicketResult>("done refused noSuchVisit notWritten");
        AreCodes<TicketFault>("numberLength numberNotDigits numberMissing insurerLength insurerNotDigits insurerCheckDigit expiryNoDate selfPayTooLong");
        AreCodes<TicketStanding>("good wrong notJudged");
        AreCodes<ExportFormat>("text ticket xml fhir");
        AreCodes<ExportReason>("claim checkup again person inspection other");
        AreCodes<ExportResult>("done noSuchResult unreadable nothing noteRefused noFolder notWritten");
        AreCodes<ExportNoteFault>("missing tooLong hasNumber namesPerson");
        AreCodes<ExportTrouble>("gone full noAccess silent");
        AreCodes<AsideReason>("keyMissing keyMalformed keyWrong keySealedElsewhere damaged byHand");
        AreCodes<ResultSource>("stand faceReader");
        AreCodes<Setting>(
            "method repeat volume quietFrom quietTo quietVolume voiceLanguage nothingTyped pinIdle staff takeCard exportXml exportText exportFhir exportEncoding");
        AreCodes<SettingFault>("notAChoice noKeypad notAVolume notATime endMissing noHours notAWait notHere");
        AreCodes<SettingsResult>("done refused changedMeanwhile notWritten");
        AreCodes<SearchState>("done preparing unreadable");
        AreCodes<VaultTrouble>("full noAccess corrupt busy");
        AreCodes<TicketFinding>(
            "insurerSame insurerDiffers insurerNotProvided insurerUnreadable qualificationNotValid qualificationNotConfirmed noAnswer unexpired expired expiryNotJudged "
            + "ageFits ageTurnsSeventyFive ageUnderForty ageSeventyFive lateElderly ageNotProvided ageNotJudged");
    }

    [Theory]
    [InlineData("reading", "reading")]
    [InlineData("pin", "pin")]
    [InlineData("lastTry", "staff")]
    [InlineData("photo", "staff")]
    [InlineData("verifying", "asking")]
    [InlineData("asking", "asking")]
    [InlineData("storing", "asking")]
    [InlineData("finished", "finished")]
    [InlineData("takeCard", "takeCard")]
    public void View_EachState_HasItsPhase(string state, string phase) =>
        Assert.Equal(phase, JsonNamingPolicy.CamelCase.ConvertName(VisitView.Of(ExhaustivenessTests.StandIn(state).Visit)!.State.ToString()));

    [Fact]
    public void View_NotYetOnDisk_TellsNothingOfTheAnswer()
    {
        var view = VisitView.Of(ExhaustivenessTests.StandIn("asking").After(Answered(Sample.Confirmation(validity: "2"))).Visit)!;

        Assert.Equal((null, null, null, null), (view.Outcome, view.Reason, view.EndedAt, view.Kept));
    }

    [Fact]
    public void View_Finished_HoldsNoPerson() =>
        Secrets.AreNotIn(Text(new Snapshot(Ready, VisitView.Of(ExhaustivenessTests.StandIn("finished").After(Found(Earlier.Covered())).Visit), LastVisit: null), DeskJson.Default.Snapshot));

    [Fact]
    public void View_Nobody_IsNull() => Assert.Null(VisitView.Of(visit: null));

    [Fact]
    public void KeptResult_ThereAndBack_IsTheSame()
    {
        var kept = KeptResult.Of(ExhaustivenessTests.StandIn("finished").Visit!) with { AuthorityMessage = "\"●\"\n", RepeatOf = new RepeatOf(Guid.Empty, Stand.Start) };
        var text = Text(kept, DeskJson.Default.KeptResult);

        Assert.Equal(text, Text(JsonSerializer.Deserialize(text, DeskJson.Default.KeptResult)!, DeskJson.Default.KeptResult));
        Assert.Equal(Sample.Person, JsonSerializer.Deserialize(text, DeskJson.Default.KeptResult)!.Confirmation!.Records[0]);
        Assert.Equal("2026-12-31", JsonDocument.Parse(text).RootElement.GetProperty("lastDay").GetString());
    }

    [Fact]
    public void KeptResult_TheMarkOfThePerson_IsNotForTheScreen() => Assert.DoesNotContain(
        "c0ffee", Text(KeptResult.Of(ExhaustivenessTests.StandIn("finished").Visit!) with { Person = new PersonMark("c0ffee") }, DeskJson.Default.KeptResult), StringComparison.Ordinal);

    [Fact]
    public void KeptResults_ThereAndBack_KeepTheirOrder()
    {
        IReadOnlyList<KeptResult> kept = [.. Enumerable.Range(0, 3).Select(i => KeptResult.Of(ExhaustivenessTests.StandIn("finished").Visit!) with { Staff = $"S{i}" })];

        var back = JsonSerializer.Deserialize(Text(kept, DeskJson.Default.IReadOnlyListKeptResult), DeskJson.Default.IReadOnlyListKeptResult)!;

        Assert.Equal(kept.Select(result => result.Staff!), back.Select(result => result.Staff!), StringComparer.Ordinal);
    }

    [Fact]
    public void Snapshot_ThereAndBack_IsTheSame()
    {
        var snapshot = new Snapshot(Ready, VisitView.Of(ExhaustivenessTests.StandIn("photo").Visit), VisitView.Of(ExhaustivenessTests.StandIn("finished").Visit));

        Assert.Equal(snapshot, JsonSerializer.Deserialize(Text(snapshot, DeskJson.Default.Snapshot), DeskJson.Default.Snapshot));
    }

    [Fact]
    public void Command_OnlyWhatIsNeeded_IsUnderstood() => Assert.Equal(
        new StaffCommand(StaffAction.AllowLastTry, "S07"), JsonSerializer.Deserialize("""{"action":"allowLastTry","staff":"S07"}""", DeskJson.Default.StaffCommand));

    [Theory]
    [InlineData("""{"action":0,"staff":"S07"}""")]
    [InlineData("""{"staff":"S07"}""")]
    [InlineData("""{"action":"selfDestruct","staff":"S07"}""")]
    [InlineData("""{"action":"cancel","staff":"S07","visitId":"x"}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void Command_Nonsense_IsRefused(string text) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, DeskJson.Default.StaffCommand));

    [Fact]
    public void SignIn_OnlyWhatIsNeeded_IsUnderstood()
    {
        var request = JsonSerializer.Deserialize("""{"staff":"S07","passphrase":"ひらがな \u3042\n"}""", DeskJson.Default.SignInRequest)!;

        Assert.Equal(("S07", null, "ひらがな あ\n"), (request.Staff, request.Code, System.Text.Encoding.UTF8.GetString(request.Passphrase.Utf8)));
        Assert.Equal("""{"staff":"S07","passphrase":"a \u0022","code":null}""", Text(new SignInRequest("S07", new Passphrase("a \"")), DeskJson.Default.SignInRequest));
    }

    [Theory]
    [InlineData("""{"staff":"S07"}""")]
    [InlineData("""{"passphrase":"x"}""")]
    [InlineData("""{"staff":"S07","passphrase":7}""")]
    [InlineData("""{"staff":"S07","passphrase":["x"]}""")]
    [InlineData("""{"staff":"S07","passphrase":"\ud800"}""")]
    [InlineData("""{"staff":7,"passphrase":"x"}""")]
    public void SignIn_Nonsense_IsRefused(string text) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, DeskJson.Default.SignInRequest));

    [Fact]
    public void Passphrase_TooLong_IsRefused() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(
        $$"""{"staff":"S07","passphrase":"{{new string('x', Passphrase.Longest + 1)}}"}""", DeskJson.Default.SignInRequest));

    [Fact]
    public void Strangers_OfAVisit_SeeNothingOfIt()
    {
        var snapshot = new Snapshot(Ready, VisitView.Of(ExhaustivenessTests.StandIn("finished").Visit! with { AuthorityMessage = "架空　花子" }), VisitView.Of(ExhaustivenessTests.StandIn("photo").Visit));

        var seen = Strangers.View(snapshot);

        Assert.Equal(
            new VisitView(snapshot.Visit!.Id, VisitPhase.Finished, snapshot.Visit.Method, null, null, null, snapshot.Visit.StartedAt, null, null, null, null), seen.Visit);
        Assert.Null(seen.LastVisit);
        Secrets.AreNotIn(Text(seen, DeskJson.Default.Snapshot));
    }

    [Fact]
    public void CheckRequest_OnlyWhatIsNeeded_IsUnderstood()
    {
        var request = JsonSerializer.Deserialize(
            """{"route":"notice","staff":"S07","fields":[{"field":"number","text":"５６７８"}]}""", DeskJson.Default.CheckRequest)!;

        Assert.Equal((AlternativeRoute.Notice, "S07", null, new TypedField(PaperField.Number, "５６７８")), (request.Route, request.Staff, request.VisitId, request.Fields[0]));
    }

    [Theory]
    [InlineData("""{"staff":"S07","fields":[]}""")]
    [InlineData("""{"route":"passport","staff":"S07","fields":[]}""")]
    [InlineData("""{"route":"notice","staff":"S07","fields":[{"text":"5678"}]}""")]
    [InlineData("""{"route":"notice","staff":"S07","fields":[{"field":"myNumber","text":"5678"}]}""")]
    public void CheckRequest_Nonsense_IsRefused(string text) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, DeskJson.Default.CheckRequest));

    [Theory]
    [InlineData(CloseReason.VisitorLeft, "S07", null, true)]
    [InlineData(CloseReason.Other, "S07", "電話で確認", true)]
    [InlineData(CloseReason.Other, "S07", " ", false)]
    [InlineData(CloseReason.VisitorLeft, "", null, false)]
    [InlineData(CloseReason.VisitorLeft, "S07", "a\nb", false)]
    public void CloseRequest_IsComplete_WhereItSaysWhoAndWhy(CloseReason reason, string staff, string? note, bool isComplete) =>
        Assert.Equal(isComplete, new CloseRequest(reason, staff, note?.Replace("\\n", "\n", StringComparison.Ordinal)).IsComplete);

    [Fact]
    public void SettingsAnswer_WithAFault_IsExactlyTheContractsText() => Assert.Equal(
        """{"result":"refused","now":{"version":"0a","settings":{"method":"pin","quietFrom":""},"hasKeypad":true},"faults":{"volume":"notAVolume"}}""",
        Text(
            new SettingsAnswer(
                SettingsResult.Refused, new SettingsView("0a", new Dictionary<Setting, string> { [Setting.Method] = "pin", [Setting.QuietFrom] = "" }, HasKeypad: true),
                new Dictionary<Setting, SettingFault> { [Setting.Volume] = SettingFault.NotAVolume }),
            DeskJson.Default.SettingsAnswer));

    [Theory]
    [InlineData("""{"settings":{"volume":"40"}}""")]
    [InlineData("""{"version":"0a"}""")]
    [InlineData("""{"version":"0a","settings":{"colour":"red"}}""")]
    [InlineData("""{"version":"0a","settings":{"volume":40}}""")]
    public void SettingsOrder_Nonsense_IsRefused(string text) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, DeskJson.Default.SettingsOrder));

    [Fact]
    public void SearchAnswer_WithALine_IsExactlyTheContractsText() => Assert.Equal(
        """{"state":"done","page":{"lines":[{"visitId":"019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40","endedAt":"2026-11-22T09:00:00+00:00","name":"N","nameKana":"K","outcome":"couldNotAsk","reason":"timeout","isPending":true,"lastDay":"2026-12-31","daysLeft":39}],"total":7},"percent":null,"trouble":null}""",
        Text(
            new SearchAnswer(SearchState.Done, new ResultPage([new ResultLine(
                Guid.Parse("019AA7B2-5C1E-7C3A-9F54-0D6B1C2E3F40"), new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), "N", "K", Outcome.CouldNotAsk, Reason.Timeout, IsPending: true, new(2026, 12, 31), 39)], 7)),
            DeskJson.Default.SearchAnswer).Replace("\u002B", "+", StringComparison.Ordinal));

    private static void AreCodes<TEnum>(string codes)
        where TEnum : struct, Enum
    {
        var type = (JsonTypeInfo<TEnum>)DeskJson.Default.GetTypeInfo(typeof(TEnum))!;
        Assert.Equal(codes, string.Join(' ', Enum.GetValues<TEnum>().Select(value => JsonSerializer.Serialize(value, type).Trim('"'))));
    }

    private static string Text<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
