using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>Visits that could not be asked about: staff see that they wait, check a paper, close them, and hear of contradictions.</summary>
public class PendingTests
{
    private static readonly PendingVisit Failed = new(Samples.Id(31), Samples.Now, Outcome.CouldNotAsk, Reason.Unreachable, IdentityMethod.Pin);

    public static TheoryData<int, int, string> Screens => StateTests.Screens;

    [Theory]
    [MemberData(nameof(Screens))]
    public void List_Opened_ShowsWhatWaitsAndNothingTears(int width, int height, string language)
    {
        using var rig = Waiting(width, height, language);
        rig.Desk.Checks.Add(View());
        Assert.Contains(language == "ja" ? "^P 保留:1" : "^P Due:1", rig.Rows[height - 1], StringComparison.Ordinal);

        rig.Press(Key.P.WithCtrl);

        var words = rig.Model.Words;
        Assert.All(
            [words[Word.PendingWithoutCard], words[Word.PendingVisits], "11-24 14:05", words.Of(Outcome.CouldNotAsk), words[Word.RouteCertificate]],
            text => Assert.Contains(text, rig.Text, StringComparison.Ordinal));
        Assert.All(rig.Rows.Where(r => r.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
        Assert.Empty(rig.Desk.CheckLooks);
        Assert.DoesNotContain(words[Word.PendingVisits], rig.Press(Key.Esc).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24, "ja")]
    [InlineData(80, 24, "en")]
    [InlineData(60, 15, "ja")]
    public void EveryPaper_OpenedForAVisit_SaysWhatToLookAtAndWhatToCopy(int width, int height, string language)
    {
        foreach (var (key, route) in new[] { (Key.D1, AlternativeRoute.Certificate), (Key.D2, AlternativeRoute.Notice), (Key.D3, AlternativeRoute.Portal), (Key.D4, AlternativeRoute.Statement) })
        {
            using var rig = Waiting(width, height, language);

            rig.Press(Key.P.WithCtrl, Key.Enter, key);

            var form = rig.Model.Form.Open!;
            Assert.Equal(Papers.FieldsOf(route).Count(), form.Fields.Count);
            Assert.All(rig.Rows.Where(r => r.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
            if (height >= 24)
            {
                Assert.All(form.Fields, field => Assert.Contains(rig.Model.Words[field.Label], rig.Text, StringComparison.Ordinal));
                Assert.Contains(rig.Model.Words[Word.FormSave], rig.Text, StringComparison.Ordinal);
                Assert.Contains(rig.Model.Words[Word.LookOnlyThese][..10], rig.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Notice_TypedWithAnInputMethod_IsSentAsTypedForThatVisitAndTheListFollows()
    {
        using var rig = Waiting();
        rig.Press(Key.P.WithCtrl, Key.Enter, Key.D2, Key.Space, Key.Enter);
        Type(rig, "０６９９９９９９");
        Type(rig, "１２－３４");
        Type(rig, "５６７８");
        Type(rig, "");
        Type(rig, "架空　花子");
        rig.Desk.Pending.Clear();
        Type(rig, "昭和46年2月3日");

        var request = Assert.Single(rig.Desk.Requests);
        Assert.Equal((AlternativeRoute.Notice, ScreenRig.Staff, Failed.VisitId), (request.Route, request.Staff, request.VisitId!.Value));
        Assert.Equal(
            [
                new(PaperField.CardSeen, Papers.Yes), new(PaperField.InsurerNumber, "０６９９９９９９"), new(PaperField.Symbol, "１２－３４"), new(PaperField.Number, "５６７８"),
                new(PaperField.Name, "架空　花子"), new TypedField(PaperField.Birthdate, "昭和46年2月3日"),
            ],
            request.Fields);
        Assert.Null(rig.Model.Form.Open);
        Assert.Contains(rig.Model.Words[Word.PendingNone], rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("06999998", nameof(Word.FaultCheckDigit))]
    [InlineData("０６９９９９９", nameof(Word.FaultLength))]
    public void InsurerNumber_Mistyped_IsToldAsItIsTypedAndNotSent(string number, string fault)
    {
        using var rig = Waiting();
        rig.Press(Key.P.WithCtrl, Key.Enter, Key.D1);
        Type(rig, number);
        Assert.Contains(rig.Model.Words[Enum.Parse<Word>(fault)], rig.Text, StringComparison.Ordinal);

        foreach (var _ in rig.Model.Form.Open!.Fields)
        {
            rig.Press(Key.Enter);
        }

        Assert.Empty(rig.Desk.Requests);
        Assert.Contains(rig.Model.Words[Word.FormWrong], rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClockState.Synchronized, true)]
    [InlineData(ClockState.Unsynchronized, false)]
    public void Certificate_PastItsDate_IsRefusedWhereTheClockIsRight(ClockState clock, bool isTold)
    {
        using var rig = Waiting();
        rig.Show(Samples.Idle with { Stand = Samples.Stand with { Clock = clock } }).Press(Key.P.WithCtrl, Key.Enter, Key.D1);

        rig.Model.Form.Change(form => form.GoTo(form.Fields.Count - 1));
        Type(rig, "2026-11-23");

        Assert.Equal(isTold, rig.Text.Contains(rig.Model.Words[Word.FaultExpired], StringComparison.Ordinal));
    }

    [Fact]
    public void Desk_FindsAFault_FormStaysAndSaysWhich()
    {
        using var rig = Waiting();
        rig.Desk.PendingAnswer = PendingResult.Incomplete;
        rig.Desk.Faults = [new FieldFault(PaperField.ValidUntil, EntryFault.Expired)];
        rig.Press(Key.P.WithCtrl, Key.Enter, Key.D4);
        foreach (var text in new[] { "", "", "", "", "架空　花子", "S46.2.3" })
        {
            Type(rig, text);
        }

        rig.Press(Key.Space, Key.Enter);
        Type(rig, "架空県架空市");

        Assert.Single(rig.Desk.Requests);
        Assert.Contains($"{rig.Model.Words[Word.LabelValidUntil]}: {rig.Model.Words[Word.FaultExpired]}", rig.Text, StringComparison.Ordinal);
        Assert.NotNull(rig.Model.Form.Open);
    }

    [Fact]
    public void Visit_ClosedWithAReason_NeedsOneAndForAnotherANote()
    {
        using var rig = Waiting();
        rig.Press(Key.P.WithCtrl, Key.Enter, Key.D5, Key.Enter, Key.Enter);
        Assert.Empty(rig.Desk.Closings);

        rig.Press(Key.CursorLeft, Key.Enter, Key.Enter);
        Assert.Empty(rig.Desk.Closings);
        Assert.Contains(rig.Model.Words[Word.FaultMissing], rig.Text, StringComparison.Ordinal);

        Type(rig, "電話");
        var (visit, request) = Assert.Single(rig.Desk.Closings);
        Assert.Equal((Failed.VisitId, CloseReason.Other, "電話", ScreenRig.Staff), (visit, request.Reason, request.Note!, request.Staff));
    }

    [Theory]
    [InlineData(80, 24, "ja", "！ 済 確認できません", "終了: ")]
    [InlineData(80, 24, "en", "！ (done) Could", "Closed: ")]
    [InlineData(120, 40, "ja", "！ 済 確認できません", "終了: ")]
    public void Today_VisitThatWasSettled_IsMarkedAsSoonAsItIsAndItsRecordSaysHow(int width, int height, string language, string row, string how)
    {
        using var rig = Waiting(width, height, language);
        var kept = Samples.Result(1, Outcome.CouldNotAsk, Reason.Unreachable) with { VisitId = Failed.VisitId, Confirmation = null };
        rig.Desk.Results.Add(kept);
        rig.Show(Samples.Idle with { Stand = Samples.Stand with { PendingVisits = 1 }, TicketsNoted = 1 });
        Assert.DoesNotContain(row, rig.Text, StringComparison.Ordinal);

        rig.Desk.Results[0] = kept with { Settlement = new Settlement(PendingEnd.Closed, CloseReason.Other, "電話\u202E済") };
        rig.Show(Samples.Idle with { TicketsNoted = 1 });
        Assert.Contains(row, rig.Text, StringComparison.Ordinal);

        rig.Press(Key.Enter);
        Assert.Contains(how, rig.Text, StringComparison.Ordinal);
        Assert.Contains("電話済", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Visit_SettledElsewhereWhileItIsAskedAbout_TheKeysMeanNoOtherRow()
    {
        using var rig = Waiting().Press(Key.P.WithCtrl, Key.Enter);
        rig.Desk.Pending.Clear();

        rig.Show(Samples.Idle).Press(Key.D1);

        Assert.Null(rig.Model.Form.Open);
        Assert.Null(rig.Model.Staff.Question);
    }

    [Fact]
    public void Digit_PressedBeforeTheQuestion_OpensNoTicketOfARowBelow()
    {
        using var rig = Waiting();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(visit: null, last: Samples.Finished(Samples.Covered())).Press(Key.P.WithCtrl, Key.D1);
        Assert.Null(rig.Model.Form.Open);

        rig.Press(Key.F12);
        Assert.Null(rig.Model.Form.Open);
        Assert.Contains(rig.Model.Words[Word.TicketNobody], rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "F8 English")]
    [InlineData("en", "F8 日本語")]
    public void KeyBar_WithTwoDigitsOfWhatWaits_HasItsLastKey(string language, string key)
    {
        using var rig = new ScreenRig(language: language).Show(Samples.Idle with { Stand = Samples.Stand with { PendingVisits = 12 } });

        Assert.Contains(key, rig.Rows[23], StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutACard_IsTheFirstRowAndCannotBeClosed()
    {
        using var rig = Waiting().Press(Key.P.WithCtrl, Key.Home, Key.Enter);
        Assert.DoesNotContain(rig.Model.Words[Word.AnswerClose], rig.Text, StringComparison.Ordinal);

        rig.Press(Key.D5);
        Assert.Null(rig.Model.Form.Open);
        Assert.NotNull(rig.Press(Key.D4).Model.Form.Open);
    }

    [Fact]
    public void Check_Contradicted_IsToldAndLookedAtOnce()
    {
        using var rig = Waiting();
        rig.Desk.Checks.Add(View(Contradiction.InsurerNumber, Contradiction.Number));
        rig.Show(Samples.Idle with { Stand = Samples.Stand with { PendingVisits = 1, Contradictions = 1 } });
        Assert.Contains("保留:2", rig.Rows[23], StringComparison.Ordinal);

        rig.Press(Key.P.WithCtrl, Key.End);
        Assert.Contains("後の回答と違います", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Enter);
        Assert.Contains("架空　花子", rig.Text, StringComparison.Ordinal);
        Assert.Contains("保険者番号 / 番号", rig.Text, StringComparison.Ordinal);
        Assert.Equal((rig.Desk.Checks[0].Check.Id, ScreenRig.Staff), Assert.Single(rig.Desk.CheckLooks));

        rig.Press(Key.D1);
        Assert.Equal((rig.Desk.Checks[0].Check.Id, ScreenRig.Staff), Assert.Single(rig.Desk.Seen));
        Assert.DoesNotContain("架空　花子", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time")]
    [InlineData("F3")]
    [InlineData("Esc")]
    [InlineData("next visitor")]
    public void Check_LookedAt_DoesNotStayOnTheScreen(string how)
    {
        using var rig = Waiting();
        rig.Desk.Checks.Add(View());
        rig.Press(Key.P.WithCtrl, Key.End, Key.Enter);
        Assert.Contains("架空　花子", rig.Text, StringComparison.Ordinal);

        _ = how switch
        {
            "time" => rig.Wait(TimeSpan.FromSeconds(61)),
            "F3" => rig.Press(Key.F3),
            "Esc" => rig.Press(Key.Esc),
            _ => rig.Show(Samples.Visit(VisitPhase.Reading, n: 8)),
        };

        Assert.DoesNotContain("架空　花子", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_ComesUpOverTheList_IsOnTopAndTheListIsThereAfterIt()
    {
        using var rig = Waiting().Press(Key.P.WithCtrl, Key.CursorDown);

        rig.Show(Samples.Visit(VisitPhase.Staff, Reason.PhotoCheck, n: 8, method: IdentityMethod.Visual)).Press(Key.D1, Key.Enter, Key.Y);

        Assert.Equal(StaffAction.PhotoMatches, Assert.Single(rig.Desk.Commands).Action);
        Assert.True(rig.Model.Pending.IsOpen);
        Assert.Null(rig.Model.Form.Open);
    }

    [Fact]
    public void Keys_PressedBeforeTheListIsThere_OpenNothing()
    {
        using var rig = Waiting();
        rig.Desk.HoldPending = new TaskCompletionSource();

        rig.Press(Key.P.WithCtrl, Key.CursorDown, Key.Enter);
        Assert.Null(rig.Model.Staff.Question);

        ScreenRig.LetGo(rig.Desk.HoldPending);
        Assert.Equal(Failed, rig.Press(Key.Enter).Model.Pending.Visit);
        Assert.Contains(rig.Model.Words[Word.AnswerClose], rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Outcome.CouldNotAsk, true)]
    [InlineData(Outcome.AuthorityRefused, true)]
    [InlineData(Outcome.NotCovered, false)]
    public void Visit_NobodyCouldBeAsked_SaysWhichKeyHelps(Outcome outcome, bool isTold)
    {
        using var rig = new ScreenRig().Show(Samples.Ended(outcome));

        Assert.Equal(isTold, rig.Text.Contains(rig.Model.Words[Word.PendingHint], StringComparison.Ordinal));
    }

    [Fact]
    public void Desk_DoesNotAnswer_IsTold()
    {
        using var rig = Waiting();
        rig.Desk.IsReachable = false;

        Assert.Contains(rig.Model.Words[Word.NotReadNow], rig.Press(Key.P.WithCtrl).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Model.Words[Word.PendingNone], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NotThereOrNotRead_IsToldApart()
    {
        using var rig = Waiting();
        rig.Desk.Checks.Add(View());
        rig.Press(Key.P.WithCtrl, Key.End);
        rig.Desk.IsReachable = false;
        Assert.Contains(rig.Model.Words[Word.NotReadNow], rig.Press(Key.Enter).Text, StringComparison.Ordinal);

        rig.Desk.IsReachable = true;
        rig.Desk.Checks.Clear();
        Assert.Contains(rig.Model.Words[Word.RecordMissing], rig.Press(Key.Esc, Key.Enter).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Model.Words[Word.NotReadNow], rig.Text, StringComparison.Ordinal);
    }

    private static ScreenRig Waiting(int width = 80, int height = 24, string language = "ja")
    {
        var rig = new ScreenRig(width, height, language);
        rig.Desk.Pending.Add(Failed);
        return rig.Show(Samples.Idle with { Stand = Samples.Stand with { PendingVisits = 1 } });
    }

    // As if the input method had handed it over, and then Enter.
    private static void Type(ScreenRig rig, string text)
    {
        rig.Model.Form.Change(form => ((Forms.TextEntry)form.Field).Text = text);
        rig.Press(Key.Enter);
    }

    private static CheckView View(params Contradiction[] how) => new(
        new AlternativeCheck
        {
            Id = Samples.Id(41),
            CheckedAt = Samples.Now,
            Staff = "S07",
            Route = AlternativeRoute.Certificate,
            VisitId = Samples.Id(30),
            Fields = [new(PaperField.InsurerNumber, "06999999"), new(PaperField.Number, "５６７８"), new(PaperField.Name, "架空　花子"), new(PaperField.Sex, "2")],
        },
        how.Length > 0 ? Samples.Id(50) : null, how, IsSeen: false);
}
