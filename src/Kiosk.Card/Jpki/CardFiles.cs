using Kiosk.Card.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Jpki;

/// <summary>Reads files of the selected application in as few commands as reader and card allow.</summary>
internal sealed class CardFiles(CardConversation card, ReaderHabits habits)
{
    /// <summary>Whether short ids are used; settled by the first file that is read.</summary>
    public bool ShortIds { get; private set; } = habits.ShortIds;

    /// <summary>Selects a file, key or PIN by its file id.</summary>
    public CardResult<Answer> Select(FileRef file) => card.Send(Command.SelectFile(file.Id));

    /// <summary>The first bytes of a file; empty where the card has no such file.</summary>
    public CardResult<ReadOnlyMemory<byte>> ReadStart(FileRef file, int length)
    {
        var first = First(file, length);
        return first.Trouble is { } trouble ? trouble : IsRead(first.Value) ? first.Value.Data : ReadOnlyMemory<byte>.Empty;
    }

    /// <summary>The certificate in a file, cut at its own length.</summary>
    public CardResult<ReadOnlyMemory<byte>> ReadCertificate(FileRef file)
    {
        var first = habits.ExtendedLength ? Whole(file) : First(file, Command.ShortMost);
        return first switch
        {
            { Trouble: { } trouble } => trouble,
            { Value: var answer } when !IsRead(answer) => CardTrouble.Unreadable,
            { Value.Data: var start } => DerLength.Of(start.Span) switch
            {
                null => CardTrouble.CertificateUntrusted,
                > CardConversation.MostBytes => CardTrouble.Unreadable,
                { } length => Rest(file, start, length),
            },
        };
    }

    private CardResult<Answer> Whole(FileRef file)
    {
        var whole = FirstAs(file, Command.ExtendedMost, ShortIds);
        if (whole.Trouble is null && IsRead(whole.Value))
        {
            habits.CarriedExtendedLength();
            return whole;
        }

        if (whole.Trouble is CardTrouble.ReaderLost or CardTrouble.Unresponsive)
        {
            return whole;
        }

        // A refusal by the reader itself looks like a lost card; if the card is lost indeed, the next command says so.
        var piece = First(file, Command.ShortMost);
        if (piece.Trouble is null && IsRead(piece.Value))
        {
            habits.RefusesExtendedLength();
        }
        else if (whole.Trouble is not null)
        {
            habits.LostInExtendedRead();
        }

        return piece;
    }

    private CardResult<Answer> First(FileRef file, int length)
    {
        var first = FirstAs(file, length, ShortIds);
        if (!ShortIds || first.Trouble is not null || IsRead(first.Value))
        {
            return first;
        }

        var selected = FirstAs(file, length, shortIds: false);
        if (selected.Trouble is null && IsRead(selected.Value))
        {
            ShortIds = false;
            habits.RefusesShortIds();
        }

        return selected;
    }

    private CardResult<Answer> FirstAs(FileRef file, int length, bool shortIds)
    {
        if (shortIds)
        {
            return card.Send(Command.ReadShortFile(file.ShortId, length));
        }

        var selected = Select(file);
        return selected.Trouble is null && selected.Value.IsOk ? card.Send(Command.ReadBinary(0, length)) : selected;
    }

    private CardResult<ReadOnlyMemory<byte>> Rest(FileRef file, ReadOnlyMemory<byte> start, int length)
    {
        var certificate = new byte[length];
        var have = Math.Min(length, start.Length);
        start.Span[..have].CopyTo(certificate);
        var selectedAgain = false;
        while (have < length)
        {
            var piece = card.Send(Command.ReadBinary(have, Math.Min(Command.ShortMost, length - have)));
            if (piece.Trouble is { } trouble)
            {
                return trouble;
            }

            if (piece.Value.Status == StatusWord.NoCurrentFile && !selectedAgain)
            {
                selectedAgain = true;
                Select(file);
                continue;
            }

            if (!IsRead(piece.Value))
            {
                return CardTrouble.Unreadable;
            }

            var bytes = piece.Value.Data.Span;
            bytes = bytes[..Math.Min(bytes.Length, length - have)];
            bytes.CopyTo(certificate.AsSpan(have));
            have += bytes.Length;
        }

        return new ReadOnlyMemory<byte>(certificate);
    }

    // Some cards end a read that asked for too much with a warning.
    private static bool IsRead(Answer answer) => (answer.IsOk || answer.Status == StatusWord.EndOfFile) && !answer.Data.IsEmpty;
}
