using System.Security.Cryptography;
using System.Text;
using Kiosk.Bench.People;

namespace Kiosk.Bench.Cards;

/// <summary>
/// A card in bytes, as the facts tell of the real one; it shares no APDU code with the stand. Its tries are kept for as long as the object lives,
/// as a card keeps them in a pocket.
/// </summary>
internal sealed class EmulatedCard
{
    private const int MostTries = 3;
    private const ushort SignPin = 0x001B;

    private readonly CardKind kind;
    private readonly CardLayout layout;
    private readonly ICardKey key;
    private readonly CardFiles files;
    private readonly Dictionary<ushort, CardPin> pins;
    private readonly SpoiltAnswers answers = new();
    private bool awake;
    private bool selected;
    private ushort? current;

    public EmulatedCard(Person person, CardPapers papers)
    {
        kind = person.Card;
        layout = kind == CardKind.Next ? CardLayout.Next : CardLayout.Jpki;
        key = layout.OpenKey(papers.Key);
        files = new CardFiles(layout, kind, papers);
        pins = new() { [layout.Pin] = new CardPin(Encoding.ASCII.GetBytes(person.Pin), MostTries, person.TriesLeft) };
        if (layout.Signs)
        {
            pins[SignPin] = new CardPin("BENCH001"u8.ToArray(), most: 5, left: 5);
        }
    }

    /// <summary>Contact, T=1. The foreign one is a driving licence's.</summary>
    public byte[] Atr => Convert.FromHexString(kind == CardKind.Foreign ? "3BF59100FF918171FE4000420001B3C175" : "3BE000FF8131FE4514");

    /// <summary>PIN tries left.</summary>
    public int Tries
    {
        get => pins[layout.Pin].Left;
        set => pins[layout.Pin].Left = value;
    }

    /// <summary>Loses everything but the tries.</summary>
    public void PowerOff()
    {
        (awake, selected, current) = (false, false, null);
        answers.Forget();
        ForgetPins();
    }

    /// <summary>A warm reset: the verified PIN stays, as measured on a real card.</summary>
    public void Reset()
    {
        (selected, current) = (false, null);
        answers.Forget();
    }

    /// <summary>The answer to a command, status word included.</summary>
    public byte[] Answer(ReadOnlySpan<byte> command, CardFaults faults) =>
        answers.Held(command, faults) ?? answers.Of(command, Obey(command, faults), faults);

    private byte[] Obey(ReadOnlySpan<byte> command, CardFaults faults)
    {
        if (!awake)
        {
            awake = true;
            if (faults.FirstIsNotAwake)
            {
                return [0x6F, 0x00];
            }
        }

        if (Apdu.Of(command, faults.NoExtendedLength) is not { } parts)
        {
            return [0x67, 0x00];
        }

        var data = command.Slice(parts.DataAt, parts.DataLength);
        return (command[0], command[1]) switch
        {
            (0x00, 0xA4) => Select(command[2], command[3], data, faults),
            (0x00, 0x84) => [.. RandomNumberGenerator.GetBytes(parts.Le), 0x90, 0x00],
            (0x00 or 0x80, _) when !selected => [0x69, 0x86],
            (0x00, 0xB0) => Read(command[2], command[3], parts.Le, faults),
            (0x00, 0x20) => Verify(command[2], command[3], data, faults),
            (0x80, 0x2A) => Sign(command[2], command[3], data, faults),
            (0x00 or 0x80, _) => [0x6D, 0x00],
            _ => [0x6E, 0x00],
        };
    }

    private byte[] Select(byte p1, byte p2, ReadOnlySpan<byte> name, CardFaults faults)
    {
        switch (p1)
        {
            case 0x04 when p2 is 0x0C or 0x00:
                // A beginning of the AID selects too.
                if (kind == CardKind.Foreign || faults.Foreign || name.IsEmpty || !layout.Aid.AsSpan().StartsWith(name))
                {
                    return [0x6A, 0x82];
                }

                (selected, current) = (true, null);
                if (!faults.SelectKeepsPin)
                {
                    ForgetPins();
                }

                return [0x90, 0x00];
            case 0x02 when p2 == 0x0C && name.Length == 2 && selected:
                var id = (ushort)((name[0] << 8) | name[1]);
                if (!files.Has(id) && PinOf(id, faults) is null && id != layout.Key)
                {
                    return [0x6A, 0x82];
                }

                current = id;
                return [0x90, 0x00];
            case 0x00 when name.IsEmpty:
                return selected ? [0x90, 0x00] : [0x6A, 0x86];
            case 0x00:
                return [0x6A, 0x82];
            default:
                return [0x6A, 0x86];
        }
    }

    private byte[] Read(byte p1, byte p2, int le, CardFaults faults)
    {
        var offset = (p1 << 8) | p2;
        if ((p1 & 0x80) != 0)
        {
            if (faults.NoShortIds || (p1 & 0x60) != 0)
            {
                return [0x6A, 0x86];
            }

            if (!files.Has((ushort)(p1 & 0x1F)))
            {
                return [0x6A, 0x82];
            }

            (current, offset) = ((ushort)(p1 & 0x1F), p2);
        }

        if (current is not { } id || files.Read(id, faults) is not { } file)
        {
            return [0x69, 0x86];
        }

        if (IsHidden(id, faults))
        {
            return [0x69, 0x82];
        }

        var rest = file.Length - offset;
        return rest <= 0 ? [0x6B, 0x00]
            : le == 0 ? [0x67, 0x00]
            : le > rest && faults.WrongLe ? [0x6C, (byte)Math.Min(rest, 256)]
            : [.. file.AsSpan(offset, Math.Min(le, rest)), 0x90, 0x00];
    }

    // A phone shows its certificate only after the PIN; the signing certificate is behind its own password everywhere.
    private bool IsHidden(ushort id, CardFaults faults) =>
        (layout.Signs && id == CardFiles.SignCertificate && !pins[SignPin].IsVerified)
        || (id == layout.Certificate && (kind == CardKind.PhoneToken || faults.Phone) && !pins[layout.Pin].IsVerified);

    private byte[] Verify(byte p1, byte p2, ReadOnlySpan<byte> data, CardFaults faults) =>
        p1 != 0x00 || Named(p2, faults) is not { } id ? [0x6A, 0x86]
        : PinOf(id, faults) is { } pin ? pin.Verify(data, id == layout.Pin ? faults.Blocked : null)
        : pins.ContainsKey(id) ? [0x6A, 0x88]
        : [0x69, 0x86];

    private byte[] Sign(byte p1, byte p2, ReadOnlySpan<byte> data, CardFaults faults) =>
        p1 != 0x00 || Named(p2, faults) is not { } id ? [0x6A, 0x86]
        : id != layout.Key ? [0x69, 0x86]
        : PinOf(layout.Pin, faults) is not { IsVerified: true } ? [0x69, 0x82]
        : data.IsEmpty || key.Sign(faults.WrongSignature ? [.. data[..^1], (byte)~data[^1]] : data) is not { } signature ? [0x69, 0x85]
        : [.. signature, 0x90, 0x00];

    // What a card for people who are recognised by their face answers is not published: that it has no such object is the bench's guess.
    private CardPin? PinOf(ushort id, CardFaults faults) =>
        id == layout.Pin && (kind == CardKind.WithoutPin || faults.NoPin) ? null : pins.GetValueOrDefault(id);

    private ushort? Named(byte p2, CardFaults faults) =>
        (p2 & 0xE0) != 0x80 || (faults.NoShortIds && p2 != 0x80) ? null : p2 == 0x80 ? current ?? 0 : (ushort)(p2 & 0x1F);

    private void ForgetPins()
    {
        foreach (var pin in pins.Values)
        {
            pin.Forget();
        }
    }
}
