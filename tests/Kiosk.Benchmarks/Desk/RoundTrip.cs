using System.Security.Cryptography;
using Kiosk.Authority;
using Kiosk.Authority.Wire;
using Kiosk.Bench.Cards;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Desk;
using Kiosk.Bench.People;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Benchmarks.Desk;

/// <summary>One confirmation by the stand-in authority, asked from this process with the stand's own identity over a mutual TLS connection that stays open. The card's key signs here.</summary>
internal sealed class RoundTrip : IDisposable
{
    private readonly HttpAuthority authority;
    private readonly FacilityCode facility;
    private readonly RSA key = RSA.Create();
    private readonly byte[] certificate;

    public RoundTrip(RunningUp up, Person person)
    {
        var identity = DeviceIdentity.Load(up.Folder.IdentityFolder).Identity ?? throw new InvalidOperationException("The stand has no identity.");
        CaFile = KioskJson.Text(KioskJson.Read(up.Folder.ConfigFile), "Authority:CaFile") ?? throw new InvalidOperationException("The stand's configuration names no CA.");
        facility = FacilityCode.TryParse(identity.FacilityCode, out var code) ? code : throw new InvalidOperationException("The stand's facility makes no sense.");
        authority = new HttpAuthority(new AuthorityOptions(new Uri(up.Facts.AuthorityUrl), CaFile), identity, facility, TimeProvider.System);
        var papers = JpkiTestAuthority.Open(up.Folder.Path, TimeProvider.System).PapersOf(person);
        certificate = papers.Certificate;
        key.ImportPkcs8PrivateKey(papers.Key, out _);
    }

    /// <summary>The CA of the authority.</summary>
    public string CaFile { get; }

    /// <summary>The body that the stand sends.</summary>
    public byte[] BodyOf(ConfirmationQuestion question) => Requests.Confirmation(question, facility);

    /// <summary>From a new question to its answer.</summary>
    public async Task<TimeSpan> MeasureAsync(CancellationToken cancellation) => await MeasureAsync(await QuestionAsync(cancellation), cancellation);

    /// <summary>A question that the authority has decided.</summary>
    public async Task<ConfirmationQuestion> AskAsync(CancellationToken cancellation)
    {
        var question = await QuestionAsync(cancellation);
        await MeasureAsync(question, cancellation);
        return question;
    }

    /// <summary>From the question to the answer.</summary>
    public async Task<TimeSpan> MeasureAsync(ConfirmationQuestion question, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var answer = await authority.ConfirmAsync(question, cancellation);
        var wall = TimeProvider.System.GetElapsedTime(began);
        return answer is AuthorityAnswer.Answered ? wall : throw new InvalidOperationException($"The authority says {answer}.");
    }

    private async Task<ConfirmationQuestion> QuestionAsync(CancellationToken cancellation)
    {
        var challenge = (await authority.GetChallengeAsync(cancellation)).Challenge ?? throw new InvalidOperationException("The authority gives no challenge.");
        var now = TimeProvider.System.GetUtcNow();
        var visit = Guid.CreateVersion7(now);
        var signature = key.SignData(challenge.MessageFor(visit, facility), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new ConfirmationQuestion(visit, JapanTime.DateOf(now), certificate, new IdentityProof.Signature(challenge.Id, new CardSignature(SignatureAlgorithm.RS256, signature)));
    }

    public void Dispose()
    {
        authority.Dispose();
        key.Dispose();
    }
}
