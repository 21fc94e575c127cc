using Kiosk.Card.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Jpki;

/// <summary>Reads files of the selected application in as few commands as reader and card allow.</summary>
internal sealed class CardFiles(CardConversation card, ReaderHabits habits)
{
    private bool shortIds = habits.ShortIds;

    /// <summary>Whether this file is named by its short id; settled for all by the first file that is read.</summary>
    public bool UsesShortId(FileRef file) => shortIds && file.ShortId is not null;

    /// <summary>Selects a file, key or PIN by its file id.</summary>
    public CardResult<Answer> Select(FileRef file) => card.Send(Command.SelectFile(file.Id));

    /// <summary>The first bytes of a file; empty where the card has no such file.</summary>
    public CardResult<ReadOnlyMemory<byte>> ReadStart(FileRef file, int length)
    {
        var start = Start(file, length);
        return start.Trouble is { } trouble ? trouble : IsRead(start) ? start.Value.Data : ReadOnlyMemory<byte>.Empty;
    }

    /// <summary>The certificate in a file, cut at its own length.</summary>
    public CardResult<ReadOnlyMemory<byte>> ReadCertificate(FileRef file)
    {
        var start = Start(file, habits.ExtendedLength ? Command.ExtendedMost : Command.ShortMost);
        return start switch
        {
            { Trouble: { } trouble } => trouble,
            _ when !IsRead(start) => CardTrouble.Unreadable,
            { Value.Data: var bytes } => DerLength.Of(bytes.Span) switch
            {
                null => CardTrouble.CertificateUntrusted,
                > CardConversation.MostBytes => CardTrouble.Unreadable,
                { } length => Rest(file, bytes, length),
            },
        };
    }

    // The first bytes, as many as go at once; what is refused is asked for in the next way, and what then works is remembered.
    private CardResult<Answer> Start(FileRef file, int length)
    {
        var wish = new ReadWay(UsesShortId(file), length);
        var first = Ask(file, wish);
        if (IsRead(first) || IsFinal(first))
        {
            if (first.Trouble is null && wish.IsExtended)
            {
                habits.CarriedExtendedLength();
            }

            return first;
        }

        // A refusal by the reader itself looks like a lost card; if the card is lost indeed, the next command says so.
        var answer = first;
        foreach (var way in wish.After(lengthRefused: first.Trouble is not null || first.Value.Status.IsAboutLength))
        {
            answer = Ask(file, way);
            if (IsRead(answer))
            {
                Learn(wish, way);
                return answer;
            }

            if (answer.Trouble is not null)
            {
                break;
            }
        }

        if (first.Trouble is not null && wish.IsExtended)
        {
            habits.LostInExtendedRead();
        }

        return answer;
    }

    private void Learn(ReadWay wish, ReadWay way)
    {
        if (wish.IsExtended && !way.IsExtended)
        {
            habits.RefusesExtendedLength();
        }

        if (wish.ByShortId && !way.ByShortId)
        {
            shortIds = false;
            habits.RefusesShortIds();
        }
    }

    private CardResult<Answer> Ask(FileRef file, ReadWay way)
    {
        if (way.ByShortId && file.ShortId is { } shortId)
        {
            return card.Send(Command.ReadShortFile(shortId, way.Length));
        }

        var selected = Select(file);
        return selected.Trouble is null && selected.Value.IsOk ? card.Send(Command.ReadBinary(0, way.Length)) : selected;
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

            if (!IsRead(piece))
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
    private static bool IsRead(CardResult<Answer> answer) =>
        answer.Trouble is null && (answer.Value.IsOk || answer.Value.Status == StatusWord.EndOfFile) && !answer.Value.Data.IsEmpty;

    // No other way helps: nobody is there, or the card keeps the file behind a PIN, however it is asked for.
    private static bool IsFinal(CardResult<Answer> answer) => answer.Trouble is { } trouble
        ? trouble is CardTrouble.ReaderLost or CardTrouble.Unresponsive
        : answer.Value.Status == StatusWord.PinNeeded;
}
