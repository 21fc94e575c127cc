using Kiosk.Screen.Model;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Views;

/// <summary>
/// Which keys answer what, and how they are called. Function keys pass an input method that is switched on; letters are taken in full width too.
/// </summary>
internal static class KeyNames
{
    /// <param name="key">The answer.</param>
    /// <param name="isTyping">Staff are typing in a form: a letter was meant for it.</param>
    public static string Of(AnswerKey key, bool isTyping = false) => key switch
    {
        AnswerKey.Yes when isTyping => "[F7]",
        AnswerKey.No when isTyping => "[F9]",
        AnswerKey.Yes => "[Y / F7]",
        AnswerKey.No => "[N / F9]",
        AnswerKey.MethodA => "[A]",
        AnswerKey.MethodB => "[B]",
        AnswerKey.Enter => "[Enter]",
        AnswerKey.Back => "[Esc]",
        AnswerKey.One => "[1]",
        AnswerKey.Two => "[2]",
        AnswerKey.Three => "[3]",
        AnswerKey.Four => "[4]",
        AnswerKey.Five => "[5]",
        AnswerKey.Six => "[6]",
        AnswerKey.Seven => "[7]",
        AnswerKey.Eight => "[8]",
        AnswerKey.Nine => "[9]",
        AnswerKey.Zero => "[0]",
    };

    /// <inheritdoc cref="Of(AnswerKey, bool)"/>
    public static AnswerKey? Of(Key key, bool isTyping) => key.KeyCode switch
    {
        KeyCode.F7 => AnswerKey.Yes,
        KeyCode.F9 => AnswerKey.No,
        KeyCode.Enter => AnswerKey.Enter,
        KeyCode.Esc => AnswerKey.Back,
        _ => isTyping || key.IsCtrl || key.IsAlt ? null : key.AsRune.Value switch
        {
            'y' or 'Y' or 'ｙ' or 'Ｙ' => AnswerKey.Yes,
            'n' or 'N' or 'ｎ' or 'Ｎ' => AnswerKey.No,
            'a' or 'A' or 'ａ' or 'Ａ' => AnswerKey.MethodA,
            'b' or 'B' or 'ｂ' or 'Ｂ' => AnswerKey.MethodB,
            '1' or '１' => AnswerKey.One,
            '2' or '２' => AnswerKey.Two,
            '3' or '３' => AnswerKey.Three,
            '4' or '４' => AnswerKey.Four,
            '5' or '５' => AnswerKey.Five,
            '6' or '６' => AnswerKey.Six,
            '7' or '７' => AnswerKey.Seven,
            '8' or '８' => AnswerKey.Eight,
            '9' or '９' => AnswerKey.Nine,
            '0' or '０' => AnswerKey.Zero,
            _ => null,
        },
    };
}
