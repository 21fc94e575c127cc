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
    private const ushort SignCertificate = 0x0001;
    private const ushort AuthCertificate = 0x000A;
    private const ushort AuthKey = 0x0017;
    private const ushort AuthPin = 0x0018;
    private const ushort SignPin = 0x001B;

    private static readonly byte[] Aid = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

    private readonly CardKind kind;
    private readonly RawRsa key;
    private readonly Dictionary<ushort, byte[]> files;
    private readonly Dictionary<ushort, CardPin> pins;
    private bool awake;
    private bool selected;
    private ushort? current;

    public EmulatedCard(Person person, CardPapers papers)
    {
        kind = person.Card;
        key = new RawRsa(papers.Key);
        pins = new()
        {
            [AuthPin] = new CardPin(Encoding.ASCII.GetBytes(person.Pin), MostTries, person.TriesLeft),
            [SignPin] = new CardPin("BENCH001"u8.ToArray(), most: 5, left: 5),
        };
        files = new()
        {
            [SignCertificate] = Filled(papers.Certificate),
            [0x0002] = Filled(papers.Issuer),
            [0x0006] = TokenFile(kind),
            [0x0008] = [0x8F, 0x8F, 0x00],
            [AuthCertificate] = Filled(papers.Certificate),
            [0x000B] = Filled(papers.Issuer),
        };
    }

    /// <summary>Contact, T=1. The foreign one is a driving licence's.</summary>
    public byte[] Atr => Convert.FromHexString(kind == CardKind.Foreign ? "3BF59100FF918171FE4000420001B3C175" : "3BE000FF8131FE4514");

    /// <summary>PIN tries left.</summary>
    public int Tries
    {
        get => pins[AuthPin].Left;
        set => pins[AuthPin].Left = value;
    }

    /// <summary>Loses everything but the tries.</summary>
    public void PowerOff()
    {
        (awake, selected, current) = (false, false, null);
        ForgetPins();
    }

    /// <summary>A warm reset: the verified PIN stays, as measured on a real card.</summary>
    public void Reset() => (selected, current) = (false, null);

    /// <summary>The answer to a command, status word included.</summary>
    public byte[] Answer(ReadOnlySpan<byte> command, CardFaults faults)
    {
        if (!awake)
        {
            awake = true;
            if (faults.FirstIsNotAwake)
            {
                return [0x6F, 0x00];
            }
        }

        if (command.Length < 4 || Parts.Of(command, faults.NoExtendedLength) is not { } parts)
        {
            return [0x67, 0x00];
        }

        return (command[0], command[1]) switch
        {
            (0x00, 0xA4) => Select(command[2], command[3], command.Slice(parts.DataAt, parts.DataLength)),
            (0x00, 0x84) => [.. RandomNumberGenerator.GetBytes(parts.Le), 0x90, 0x00],
            (0x00 or 0x80, _) when !selected => [0x69, 0x86],
            (0x00, 0xB0) => Read(command[2], command[3], parts.Le, faults.NoShortIds),
            (0x00, 0x20) => Verify(command[2], command[3], command.Slice(parts.DataAt, parts.DataLength), faults.NoShortIds),
            (0x80, 0x2A) => Sign(command[2], command[3], command.Slice(parts.DataAt, parts.DataLength), faults),
            (0x00 or 0x80, _) => [0x6D, 0x00],
            _ => [0x6E, 0x00],
        };
    }

    private byte[] Select(byte p1, byte p2, ReadOnlySpan<byte> name)
    {
        switch (p1)
        {
            case 0x04 when p2 is 0x0C or 0x00:
                // A beginning of the AID selects too.
                if (kind == CardKind.Foreign || name.IsEmpty || !Aid.AsSpan().StartsWith(name))
                {
                    return [0x6A, 0x82];
                }

                (selected, current) = (true, null);
                ForgetPins();
                return [0x90, 0x00];
            case 0x02 when p2 == 0x0C && name.Length == 2 && selected:
                var id = (ushort)((name[0] << 8) | name[1]);
                if (!files.ContainsKey(id) && !pins.ContainsKey(id) && id != AuthKey)
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

    private byte[] Read(byte p1, byte p2, int le, bool noShortIds)
    {
        var offset = (p1 << 8) | p2;
        if ((p1 & 0x80) != 0)
        {
            if (noShortIds || (p1 & 0x60) != 0)
            {
                return [0x6A, 0x86];
            }

            if (!files.ContainsKey((ushort)(p1 & 0x1F)))
            {
                return [0x6A, 0x82];
            }

            (current, offset) = ((ushort)(p1 & 0x1F), p2);
        }

        if (current is not { } id || !files.TryGetValue(id, out var file))
        {
            return [0x69, 0x86];
        }

        // A phone shows its certificate only after the PIN; the signing certificate is behind its own password everywhere.
        if ((id == SignCertificate && !pins[SignPin].IsVerified) || (id == AuthCertificate && kind == CardKind.PhoneToken && !pins[AuthPin].IsVerified))
        {
            return [0x69, 0x82];
        }

        return offset >= file.Length ? [0x6B, 0x00] : le == 0 ? [0x67, 0x00] : [.. file.AsSpan(offset, Math.Min(le, file.Length - offset)), 0x90, 0x00];
    }

    private byte[] Verify(byte p1, byte p2, ReadOnlySpan<byte> data, bool noShortIds) =>
        p1 != 0x00 || Named(p2, noShortIds) is not { } id ? [0x6A, 0x86] : pins.TryGetValue(id, out var pin) ? pin.Verify(data) : [0x69, 0x86];

    private byte[] Sign(byte p1, byte p2, ReadOnlySpan<byte> data, CardFaults faults) =>
        p1 != 0x00 || Named(p2, faults.NoShortIds) is not { } id ? [0x6A, 0x86]
        : id != AuthKey ? [0x69, 0x86]
        : !pins[AuthPin].IsVerified ? [0x69, 0x82]
        : data.IsEmpty || data.Length > key.MostBytes ? [0x69, 0x85]
        : [.. key.Sign(faults.WrongSignature ? [.. data[..^1], (byte)~data[^1]] : data), 0x90, 0x00];

    private ushort? Named(byte p2, bool noShortIds) =>
        (p2 & 0xE0) != 0x80 || (noShortIds && p2 != 0x80) ? null : p2 == 0x80 ? current ?? 0 : (ushort)(p2 & 0x1F);

    private void ForgetPins()
    {
        foreach (var pin in pins.Values)
        {
            pin.Forget();
        }
    }

    private static byte[] Filled(byte[] certificate)
    {
        var file = new byte[certificate.Length + 97];
        file.AsSpan().Fill(0xFF);
        certificate.CopyTo(file, 0);
        return file;
    }

    // A PKCS#11 token info: label, manufacturer, model, serial, flags and PIN limits, versions, time.
    private static byte[] TokenFile(CardKind kind)
    {
        var file = new byte[160];
        file.AsSpan().Fill((byte)' ');
        Encoding.ASCII.GetBytes(kind == CardKind.PhoneToken ? "JPKIAPIOSTOKEN" : "JPKIAPICCTOKEN2").CopyTo(file, 0);
        "JPKI-TEST"u8.CopyTo(file.AsSpan(32));
        "BENCH"u8.CopyTo(file.AsSpan(64));
        "0000000000000001"u8.CopyTo(file.AsSpan(80));
        Convert.FromHexString("0000040D0000001000000006").CopyTo(file, 96);
        return file;
    }

    private readonly record struct Parts(int DataAt, int DataLength, int Le)
    {
        public static Parts? Of(ReadOnlySpan<byte> command, bool noExtendedLength) => command.Length switch
        {
            4 => new(4, 0, 0),
            5 => new(4, 0, command[4] == 0 ? 256 : command[4]),
            _ when command[4] != 0 => Short(command),
            _ when noExtendedLength || command.Length < 7 => null,
            7 => new(4, 0, Long(command[5..]) == 0 ? 65536 : Long(command[5..])),
            _ => Extended(command),
        };

        private static Parts? Short(ReadOnlySpan<byte> command) => (command.Length - 5 - command[4]) switch
        {
            0 => new(5, command[4], 0),
            1 => new(5, command[4], command[^1] == 0 ? 256 : command[^1]),
            _ => null,
        };

        private static Parts? Extended(ReadOnlySpan<byte> command) => (command.Length - 7 - Long(command[5..])) switch
        {
            0 => new(7, Long(command[5..]), 0),
            2 => new(7, Long(command[5..]), Long(command[^2..]) == 0 ? 65536 : Long(command[^2..])),
            _ => null,
        };

        private static int Long(ReadOnlySpan<byte> bytes) => (bytes[0] << 8) | bytes[1];
    }
}
