using System.Text;

namespace Kiosk.Pi.FirstBoot;

/// <summary>What a technician is told: a sentence in both languages by the kind of trouble, and what exactly is wrong with which key.</summary>
/// <param name="Details">Names keys and files, never what a secret key holds.</param>
internal sealed record BootProblem(BootTrouble Trouble, IReadOnlyList<string> Details)
{
    /// <summary>One line for each language, then the details; what is written beside the file and told on the screen.</summary>
    public string Text
    {
        get
        {
            var (japanese, english) = Words;
            return new StringBuilder()
                .Append(japanese).Append('\n').Append(english).Append('\n')
                .AppendJoin('\n', Details.Select(detail => $"- {detail}")).Append('\n')
                .ToString();
        }
    }

    private (string Japanese, string English) Words => Trouble switch
    {
        BootTrouble.Unreadable => ("kiosk.json を読み取れません。ファイルの形式を直して、もう一度起動してください。", "kiosk.json cannot be read. Mend its form and start again."),
        BootTrouble.WrongValue => ("kiosk.json の設定に誤りがあります。直して、もう一度起動してください。", "A setting in kiosk.json is wrong. Mend it and start again."),
        BootTrouble.Certificates => ("証明書のファイルが足りないか、読み取れません。kiosk.json と同じ場所に置いて、もう一度起動してください。", "Certificate files are missing or cannot be read. Put them beside kiosk.json and start again."),
        BootTrouble.CannotWrite => ("この端末のディスクに書き込めません。SDカードを確かめてください。", "This stand's own disk cannot be written. Look at the SD card."),
        BootTrouble.Refused => ("確認先が登録を受け付けません。新しいアクティベーションコードを発行してもらってください。", "The authority refuses to enrol this stand. Have a new activation code issued."),
        BootTrouble.Unreachable => ("確認先につながりません。通信回線・時計・接続先の設定を確かめてください。", "The authority cannot be reached. Look at the network, the clock and Authority:BaseAddress."),
        BootTrouble.Nothing => ("設定ファイル kiosk.json がまだありません。SDカードのブート領域か、KIOSK という名前のUSBメモリに置いて、もう一度起動してください。", "There is no kiosk.json yet. Put one on the card's boot partition, or on a stick named KIOSK, and start again."),
        BootTrouble.SetUpAlready => ("この端末は設定済みです。USBメモリの kiosk.json は、設定前の端末だけで使えます。設定を変えるときは、SDカードのブート領域（KIOSK-BOOT）に置いて起動してください。", "This stand is set up already, and a kiosk.json on a stick sets up new stands only. To change it, put the file on the boot partition of its card (KIOSK-BOOT) and start the stand."),
    };
}
