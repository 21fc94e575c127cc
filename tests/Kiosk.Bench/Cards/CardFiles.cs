using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Bench.People;

namespace Kiosk.Bench.Cards;

/// <summary>The files of the emulated card, and how they look to who reads them.</summary>
internal sealed class CardFiles
{
    public const ushort SignCertificate = 0x0001;

    private static readonly byte[] Noise = [0x30, 0x82, 0x06, 0x3C, .. RandomNumberGenerator.GetBytes(0x063C)];

    private readonly CardLayout layout;
    private readonly CardKind kind;
    private readonly Dictionary<ushort, byte[]> files;

    public CardFiles(CardLayout layout, CardKind kind, CardPapers papers)
    {
        (this.layout, this.kind) = (layout, kind);
        files = new() { [layout.Token] = TokenFile("JPKIAPICCTOKEN2"), [layout.Certificate] = Filled(papers.Certificate) };
        if (layout.Signs)
        {
            files[SignCertificate] = Filled(papers.Certificate);
            files[0x0002] = Filled(papers.Issuer);
            files[0x0008] = [0x8F, 0x8F, 0x00];
            files[0x000B] = Filled(papers.Issuer);
        }
    }

    public bool Has(ushort id) => files.ContainsKey(id);

    /// <summary>A file's bytes; null when there is none.</summary>
    public byte[]? Read(ushort id, CardFaults faults) => !files.TryGetValue(id, out var file) ? null
        : id == layout.Certificate && faults.NotACertificate ? Noise
        : id == layout.Certificate && faults.LyingLength ? [.. file[..2], 0x7F, 0xFF, .. file[4..]]
        : id == layout.Token && faults.Phone ? TokenFile("JPKIAPGPSETOKEN")
        : id == layout.Token && kind == CardKind.PhoneToken ? TokenFile("JPKIAPIOSTOKEN")
        : file;

    private static byte[] Filled(byte[] certificate)
    {
        var file = new byte[certificate.Length + 97];
        file.AsSpan().Fill(0xFF);
        certificate.CopyTo(file, 0);
        return file;
    }

    // A PKCS#11 token info: label, manufacturer, model, serial, flags and PIN limits, versions, time.
    private static byte[] TokenFile(string label)
    {
        var file = new byte[160];
        file.AsSpan().Fill((byte)' ');
        Encoding.ASCII.GetBytes(label).CopyTo(file, 0);
        "JPKI-TEST"u8.CopyTo(file.AsSpan(32));
        "BENCH"u8.CopyTo(file.AsSpan(64));
        "0000000000000001"u8.CopyTo(file.AsSpan(80));
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(96), 0x0000040D);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(100), 16);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(104), 6);
        return file;
    }
}
