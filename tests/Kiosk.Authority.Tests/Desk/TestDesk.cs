using Kiosk.Bench.Authority;
using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Authority.Tests.Desk;

/// <summary>A stand-in authority and an enrolled stand, on one steered clock. One for each test: nothing is left over from another.</summary>
internal sealed class TestDesk : IAsyncDisposable
{
    private static readonly Lazy<TestJpki> SharedJpki = new(() => new TestJpki("Test JPKI"));

    private TestDesk(string folder, StandInAuthority server)
    {
        Root = folder;
        Server = server;
    }

    public static FacilityCode Facility { get; } = Code("1329999997");

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string Root { get; }

    public string IdentityFolder => Path.Combine(Root, "device");

    public StandInAuthority Server { get; }

    public SteeredTime Time { get; private init; } = null!;

    public static TestJpki Jpki => SharedJpki.Value;

    public AuthorityOptions Options => new(Server.Url, Server.CaFile);

    public static FacilityCode Code(string text) => FacilityCode.TryParse(text, out var code) ? code : throw new ArgumentException("No facility code.", nameof(text));

    public static async Task<TestDesk> OpenAsync()
    {
        var root = Directory.CreateTempSubdirectory("kiosk-authority-").FullName;
        var time = new SteeredTime();
        SharedJpki.Value.WriteTo(Path.Combine(root, "jpki"));
        var server = await StandInAuthority.StartAsync(Path.Combine(root, "authority"), Path.Combine(root, "jpki"), time, Cancellation);
        return new TestDesk(root, server) { Time = time };
    }

    public Task<EnrolmentResult> EnrolAsync(string? code = null, string? folder = null, AuthorityOptions? options = null) =>
        Enrolment.EnrolAsync(options ?? Options, Facility, "stand-1", code ?? Server.NewActivationCode(), folder ?? IdentityFolder, Time, Cancellation);

    public DeviceIdentity LoadIdentity() => Assert.IsType<DeviceIdentity>(DeviceIdentity.Load(IdentityFolder).Identity);

    public async Task<HttpAuthority> ConnectAsync(FacilityCode? facility = null, AuthorityOptions? options = null)
    {
        if (!Directory.Exists(IdentityFolder))
        {
            Assert.IsType<EnrolmentResult.Enrolled>(await EnrolAsync());
        }

        return new HttpAuthority(options ?? Options, LoadIdentity(), facility ?? Facility, Time);
    }

    /// <summary>A question as a visit with a PIN asks it.</summary>
    public async Task<ConfirmationQuestion> QuestionAsync(HttpAuthority authority, TestCard card)
    {
        var challenge = (await authority.GetChallengeAsync(Cancellation)).Challenge;
        Assert.NotNull(challenge);
        var visitId = Guid.CreateVersion7(Time.GetUtcNow());
        return new ConfirmationQuestion(
            visitId, JapanTime.DateOf(Time.GetUtcNow()), card.Certificate, card.Prove(challenge, visitId));
    }

    public async Task<AuthorityAnswer> AskAsync(HttpAuthority authority, string commonName) =>
        await authority.ConfirmAsync(await QuestionAsync(authority, Jpki.Issue(commonName)), Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}
