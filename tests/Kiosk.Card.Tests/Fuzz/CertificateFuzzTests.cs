using CsCheck;
using Kiosk.Bench.People;
using Kiosk.Card.Jpki;
using Kiosk.Card.Tests.Desk;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Fuzz;

/// <summary>The bytes in the card's certificate file may be anything: never an exception, and never trusted but when they are the certificate itself.</summary>
public sealed class CertificateFuzzTests(RigFixture fixture)
{
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();

    private static readonly byte[] LengthForms = [0x80, 0x81, 0x82, 0x83, 0x84, 0x88, 0xFF];

    private readonly byte[] real = fixture.Authority.PapersOf(Person.Named("hanako")).Certificate;
    private readonly byte[] other = fixture.Authority.PapersOf(Person.Named("ume")).Certificate;

    // Bytes changed, taken out, put in; a length of DER made to lie; the tail of another certificate; nothing but noise.
    private Gen<byte[]> AnyFile => Gen.Frequency(
        (4, Gen.Select(Gen.Int[0, real.Length - 1], Gen.Byte).Array[1, 4].Select(changes => changes.Aggregate(real, (file, change) => [.. file[..change.Item1], change.Item2, .. file[(change.Item1 + 1)..]]))),
        (2, Gen.Select(Gen.Int[0, real.Length], Gen.Int[0, 40]).Select((at, count) => (byte[])[.. real[..at], .. real[Math.Min(real.Length, at + count)..]])),
        (2, Gen.Select(Gen.Int[0, real.Length], Gen.Byte.Array[1, 40]).Select((at, more) => (byte[])[.. real[..at], .. more, .. real[at..]])),
        (3, Gen.Select(Gen.Int[0, 400], Gen.Int[0, LengthForms.Length - 1].Select(form => LengthForms[form])).Select((at, length) => (byte[])[.. real[..at], length, .. real[(at + 1)..]])),
        (1, Gen.Int[0, real.Length].Select(at => (byte[])[.. real[..at], .. other[Math.Min(other.Length, at)..]])),
        (1, Gen.Byte.Array[0, 3000]));

    [Fact]
    public Task Judge_AnyFile_IsTrustedOnlyWhenItIsTheCertificate()
    {
        var check = new CertificateCheck(PinnedCas.Load(fixture.Authority.CaFolder).Cas!);
        return Fuzzing.TryAsync(
            AnyFile,
            file =>
            {
                var length = DerLength.Of(file);
                var cut = length is { } end && end <= file.Length ? file[..end] : file;
                var judged = check.Judge(cut, SignatureAlgorithm.RS256, Today);
                using var scheme = judged.Trouble is null ? judged.Value.Scheme : null;
                Assert.True(judged.Trouble is not null || cut.AsSpan().SequenceEqual(real) || cut.AsSpan().SequenceEqual(other));
                return Task.CompletedTask;
            },
            briefly: 1500,
            print: Convert.ToHexString);
    }
}
