using Kiosk.Screen.Model;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Views;

/// <summary>
/// Which keys answer what, and how they are called. Function keys pass an input method that is switched on; letters are taken in full width too.
/// </summary>
internal static class KeyNames
{
    public static string Of(AnswerKey key) => key switch
    {
        AnswerKey.Yes => "[Y / F7]",
        AnswerKey.No => "[N / F9]",
        AnswerKey.MethodA => "[A]",
        AnswerKey.MethodB => "[B]",
        AnswerKey.Enter => "[Enter]",
        AnswerKey.Back => "[Esc]",
    };

    public static AnswerKey? Of(Key key) => key.KeyCode switch
    {
        KeyCode.F7 => AnswerKey.Yes,
        KeyCode.F9 => AnswerKey.No,
        KeyCode.Enter => AnswerKey.Enter,
        KeyCode.Esc => AnswerKey.Back,
        _ => key.IsCtrl || key.IsAlt ? null : key.AsRune.Value switch
        {
            'y' or 'Y' or 'ｙ' or 'Ｙ' => AnswerKey.Yes,
            'n' or 'N' or 'ｎ' or 'Ｎ' => AnswerKey.No,
            'a' or 'A' or 'ａ' or 'Ａ' => AnswerKey.MethodA,
            'b' or 'B' or 'ｂ' or 'Ｂ' => AnswerKey.MethodB,
            _ => null,
        },
    };
}
