using Kiosk.Eligibility;
using Kiosk.Screen.Texts;
using Kiosk.Tickets;

namespace Kiosk.Screen.Forms;

/// <summary>受診券・利用券 as a form, with the rules by which the desk judges it too.</summary>
internal static class TicketForm
{
    /// <param name="about">Whose it is.</param>
    /// <param name="noted">What is noted already, and may be corrected or taken back.</param>
    /// <param name="isNotedElsewhere">Something is noted that is not known here: it was typed at another screen.</param>
    /// <param name="save">Sends it.</param>
    public static Form Of(Func<Words, string> about, TypedTicket? noted, bool isNotedElsewhere, Action<Form, TypedTicket> save)
    {
        TextEntry number = null!, insurer = null!, expiry = null!, selfPay = null!;
        number = Entry(Word.LabelTicketNumber, Word.TicketNumberHint, text => CheckupTicket.FaultOfNumber(text, insurer.Text), noted?.Number, IsWhole);
        insurer = Entry(Word.LabelInsurerNumber, Word.TicketInsurerHint, CheckupTicket.FaultOfInsurer, noted?.InsurerNumber);
        expiry = Entry(Word.LabelTicketExpiry, Word.TicketExpiryHint, CheckupTicket.FaultOfExpiry, noted?.ExpiresOn);
        selfPay = Entry(Word.LabelSelfPay, Word.TicketSelfPayHint, CheckupTicket.FaultOfSelfPay, noted?.SelfPay);
        return new Form(
            Word.TicketTitle, about, noted is null ? isNotedElsewhere ? [Word.TicketLook, Word.TicketReplaces] : [Word.TicketLook] : [Word.TicketLook, Word.TicketTakeBack],
            [number, insurer, expiry, selfPay], form => save(form, Typed()));

        TypedTicket Typed() => new(number.Text, insurer.Text, expiry.Text, selfPay.Text);

        TextEntry Entry(Word label, Word hint, Func<string, TicketFault?> judge, string? text, Func<string, bool>? isFull = null) =>
            new(label, hint, typed => noted is not null && Typed().IsBlank ? null : judge(typed) is { } fault ? WordOf(fault) : null, text ?? "") { IsFull = isFull ?? (_ => false) };
    }

    // Only the ticket's number has one length.
    private static bool IsWhole(string typed) => TicketNumber.TryParse(PaperText.Digits(typed), out _);

    /// <summary>The word for a fault.</summary>
    public static Word WordOf(TicketFault fault) => fault switch
    {
        TicketFault.NumberLength => Word.TicketNumberLength,
        TicketFault.NumberNotDigits or TicketFault.InsurerNotDigits => Word.FormDigitsOnly,
        TicketFault.NumberMissing => Word.TicketNumberMissing,
        TicketFault.InsurerLength => Word.TicketInsurerLength,
        TicketFault.InsurerCheckDigit => Word.TicketInsurerCheckDigit,
        TicketFault.ExpiryNoDate => Word.TicketExpiryNoDate,
        TicketFault.SelfPayTooLong => Word.TicketSelfPayTooLong,
    };
}
