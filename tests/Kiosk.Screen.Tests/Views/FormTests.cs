using Kiosk.Desk;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>A form: typing, moving, what is wrong, saving, leaving.</summary>
public class FormTests
{
    private readonly TextEntry number = new(Word.LabelNumber, Word.RecordNothing, text => text.Length == 3 ? null : Word.RecordMissing);
    private readonly TextEntry name = new(Word.LabelName, hint: null, text => text.Length > 0 ? null : Word.NameNone);
    private readonly List<(string Number, string Name, int? Choice)> saved = [];
    private readonly ChoiceEntry choice = new(Word.LabelSex, hint: null, [Word.AnswerMatches, Word.AnswerDiffers], Word.NotProvided);

    [Theory]
    [InlineData(60, 15, "ja")]
    [InlineData(80, 24, "ja")]
    [InlineData(80, 24, "en")]
    [InlineData(160, 50, "en")]
    public void Form_OpenedWhateverTheSize_ShowsLabelsHintsAndKeysWithoutTearing(int width, int height, string language)
    {
        using var rig = Open(width, height, language);
        var words = rig.Model.Words;

        Assert.All([words[Word.LabelNumber], words[Word.LabelName], words[Word.LabelSex], "Enter", "Esc", words[Word.FormSave], "14:05"], text => Assert.Contains(text, rig.Text, StringComparison.Ordinal));
        Assert.All(rig.Rows.Where(r => r.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
        Assert.DoesNotContain(words[Word.RecordMissing], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Field_Wrong_SaysWhyBesideItAsItIsTypedAndNoLonger()
    {
        using var rig = Open();

        rig.Press(Key.D1, Key.D2);
        Assert.Contains(rig.Rows, r => r.Contains("12", StringComparison.Ordinal) && r.Contains(rig.Model.Words[Word.RecordMissing][..10], StringComparison.Ordinal));

        rig.Press(Key.D3);
        Assert.DoesNotContain(rig.Model.Words[Word.RecordMissing][..10], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Scanner_TypesDigitsAndEnter_OnlyMovesOn()
    {
        using var rig = Open();

        rig.Press(Key.D1, Key.D2, Key.D3, Key.Enter);

        Assert.Equal(("123", 1), (number.Text, rig.Model.Form.Open!.At));
        Assert.Empty(saved);
        Assert.Empty(rig.Desk.Looks);
    }

    [Fact]
    public void Enter_OnTheLast_SavesOnceWhatWasTyped()
    {
        using var rig = Open();

        rig.Press(Key.D1, Key.D2, Key.D3, Key.Enter, Key.Y, Key.N, Key.Tab, Key.CursorRight, Key.Enter, Key.Enter);

        Assert.Equal([("123", "yn", 0)], saved);
        Assert.Contains(rig.Model.Words[Word.Sending], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_OnTheLastWhileSomethingIsWrong_GoesThereAndSavesNothing()
    {
        using var rig = Open();

        rig.Press(Key.D1, Key.Enter, Key.A, Key.Enter, Key.CursorLeft, Key.Enter);

        Assert.Empty(saved);
        Assert.Equal((0, (int?)1), (rig.Model.Form.Open!.At, choice.Chosen));
        Assert.Contains(rig.Model.Words[Word.FormWrong], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Scanner_AtAFieldThatWasFilledBefore_ReplacesWhatStoodThere()
    {
        using var rig = Open().Press(Key.D1, Key.D9, Key.Enter, Key.CursorUp);

        rig.Press(Key.D1, Key.D2, Key.D3, Key.Enter);

        Assert.Equal("123", number.Text);
    }

    [Fact]
    public void Arrows_AndShiftTab_MoveBothWaysAndStopAtTheEnds()
    {
        using var rig = Open();

        rig.Press(Key.CursorUp, Key.CursorDown, Key.B, Key.CursorDown, Key.CursorDown, Key.Tab.WithShift, Key.C, Key.CursorUp, Key.D9);

        Assert.Equal(("9", "bc"), (number.Text, name.Text));
    }

    [Fact]
    public void Text_InTheMiddle_CanBeCorrected()
    {
        using var rig = Open();

        rig.Press(Key.D1, Key.D3, Key.CursorLeft, Key.D2, Key.End, Key.D4, Key.Backspace);

        Assert.Equal("123", number.Text);
    }

    [Fact]
    public void Esc_LeavesTheFormAndNothingElse()
    {
        using var rig = Open();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(visit: null, last: Samples.Finished(Samples.Covered()));

        rig.Press(Key.D1, Key.Esc);
        Assert.DoesNotContain("[保存]", rig.Text, StringComparison.Ordinal);
        Assert.Empty(saved);

        rig.Press(Key.Enter);
        Assert.Single(rig.Desk.Looks);
    }

    [Fact]
    public void Language_SwitchedWhileTyping_KeepsWhatWasTyped()
    {
        using var rig = Open().Press(Key.D1, Key.D2, Key.F8, Key.D3);

        Assert.Equal("123", number.Text);
        Assert.Contains("[Save]", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_ThatComesUpWhileTyping_IsAnsweredByNoLetterOfTheText()
    {
        using var rig = Open().Press(Key.Tab, Key.A);
        rig.Show(Samples.Visit(VisitPhase.Staff, Reason.LastTry, tries: 1));
        Assert.Contains("[F7]", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.Y, Key.N, Key.Enter);
        Assert.Empty(rig.Desk.Commands);

        rig.Press(Key.F7);
        Assert.Equal([StaffAction.AllowLastTry], rig.Desk.Commands.Select(c => c.Action));
        rig.Press(Key.B);
        Assert.Equal("ab", name.Text);
    }

    [Fact]
    public void VisitThatLeaves_OrDeskThatIsLost_ClosesNoForm()
    {
        using var rig = Open().Show(Samples.Visit(VisitPhase.Pin)).Press(Key.D1).Show(visit: null).Show((Snapshot?)null).Press(Key.D2);

        Assert.Equal("12", number.Text);
        Assert.Contains("[保存]", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mouse_ClicksAFieldAndSaves()
    {
        using var rig = Open().Press(Key.D1, Key.D2, Key.D3, Key.Tab, Key.A, Key.Tab, Key.Space, Key.CursorUp, Key.CursorUp);

        rig.Click("[保存]");

        Assert.Equal([("123", "a", 0)], saved);
        rig.Click("[Esc]");
        Assert.Null(rig.Model.Form.Open);
    }

    private ScreenRig Open(int width = 80, int height = 24, string language = "ja")
    {
        var rig = new ScreenRig(width, height, language).Show(Samples.Idle);
        rig.Model.Form.Show(new Form(Word.PaneRecord, _ => "14:05", [Word.AskPhotoHow], [number, name, choice], _ => saved.Add((number.Text, name.Text, choice.Chosen))));
        _ = rig.Text;
        return rig;
    }
}
