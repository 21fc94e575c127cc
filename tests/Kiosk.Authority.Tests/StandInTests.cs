using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Authority.Tests.Desk;
using Kiosk.Bench.Authority;

namespace Kiosk.Authority.Tests;

/// <summary>The stand-in keeps the contract: seen with a bare HttpClient, so that a fault of the stand's client cannot hide one of the stand-in.</summary>
public sealed class StandInTests
{
    [Theory]
    [InlineData("GET", "/v1/status")]
    [InlineData("GET", "/v1/devices/self")]
    [InlineData("POST", "/v1/devices/self/certificate")]
    [InlineData("POST", "/v1/challenges")]
    [InlineData("POST", "/v1/confirmations")]
    [InlineData("GET", "/v1/confirmations/019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40")]
    public async Task Call_WithoutCertificate_IsUnknown(string method, string path)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var client = Client(desk, certificate: null);

        await AssertProblemAsync(401, "urn:kiosk:device-unknown", await SendAsync(client, method, path, "{}"));
    }

    [Fact]
    public async Task Connect_CertificateOfAForeignCa_FailsTheHandshake()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var other = await TestDesk.OpenAsync();
        await other.EnrolAsync();
        using var client = Client(desk, other.LoadIdentity());

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri("/v1/status", UriKind.Relative), TestDesk.Cancellation));
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("GET", "/", 404)]
    [InlineData("DELETE", "/v1/devices/self", 405)]
    [InlineData("POST", "/v1/status", 405)]
    [InlineData("GET", "/v1/challenges", 405)]
    public async Task Call_NotOfTheContract_IsPlainHttp(string method, string path, int status)
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        using var client = Client(desk, desk.LoadIdentity());

        await AssertProblemAsync(status, "about:blank", await SendAsync(client, method, path, "{}"));
    }

    [Theory]
    [InlineData("visitId", "\"019aa7b2-5c1e-4c3a-9f54-0d6b1c2e3f40\"")]
    [InlineData("visitId", "\"019AA7B25C1E7C3A9F540D6B1C2E3F40\"")]
    [InlineData("visitId", null)]
    [InlineData("facilityCode", "\"0110113719\"")]
    [InlineData("qualificationDate", "\"20261122\"")]
    [InlineData("method", "\"face\"")]
    [InlineData("certificate", "\"AAA=\"")]
    [InlineData("certificate", "7")]
    [InlineData("proof", null)]
    [InlineData("proof", "{\"challengeId\":\"x\",\"algorithm\":\"ES384\",\"signature\":\"AA\"}")]
    [InlineData("proof", "{\"challengeId\":\"x\",\"algorithm\":\"RS256\"}")]
    [InlineData("visual", "{\"staff\":\"s\",\"confirmedAt\":\"2026-11-22T00:00:00Z\"}")]
    public async Task Confirm_OneMemberWrong_IsMalformed(string member, string? value)
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        using var client = Client(desk, desk.LoadIdentity());
        var body = JsonNode.Parse("""
            {"visitId":"019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40","facilityCode":"1329999997","qualificationDate":"2026-11-22","method":"pin","certificate":"AA","more":1,
             "proof":{"challengeId":"x","algorithm":"RS256","signature":"AA"}}
            """)!.AsObject();
        await AssertProblemAsync(409, "urn:kiosk:challenge-spent", await SendAsync(client, "POST", "/v1/confirmations", body.ToJsonString()));

        body.Remove(member);
        if (value is not null)
        {
            body[member] = JsonNode.Parse(value);
        }

        await AssertProblemAsync(400, "urn:kiosk:malformed", await SendAsync(client, "POST", "/v1/confirmations", body.ToJsonString()));
    }

    [Fact]
    public async Task Confirm_NotJson_IsMalformed()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        using var client = Client(desk, desk.LoadIdentity());

        await AssertProblemAsync(400, "urn:kiosk:malformed", await SendAsync(client, "POST", "/v1/confirmations", "{"));
        await AssertProblemAsync(400, "urn:kiosk:malformed", await SendAsync(client, "POST", "/v1/confirmations", "[]"));
        await AssertProblemAsync(400, "urn:kiosk:malformed", await SendAsync(client, "POST", "/v1/challenges", "{}", "text/plain"));
        await AssertProblemAsync(413, "about:blank", await SendAsync(client, "POST", "/v1/confirmations", new string(' ', 70_000)));
    }

    [Fact]
    public async Task Poll_VisitNobodyAskedAbout_IsUnknown()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        using var client = Client(desk, desk.LoadIdentity());

        await AssertProblemAsync(404, "urn:kiosk:visit-unknown", await SendAsync(client, "GET", "/v1/confirmations/019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40"));
        await AssertProblemAsync(404, "urn:kiosk:visit-unknown", await SendAsync(client, "GET", "/v1/confirmations/nonsense"));
    }

    [Theory]
    [InlineData("1.3.132.0.34", 400)]
    [InlineData("1.2.840.10045.3.1.7", 201)]
    public async Task Enrol_KeyOfACurve_OnlyP256(string curve, int status)
    {
        await using var desk = await TestDesk.OpenAsync();
        using var client = Client(desk, certificate: null);
        using var key = ECDsa.Create(ECCurve.CreateFromValue(curve));
        var csr = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

        using var answer = await SendAsync(client, "POST", "/v1/devices", EnrolBody(desk, csr));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Enrol_RequestNotSignedByItsKey_IsMalformed()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var client = Client(desk, certificate: null);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var der = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        der[^1] ^= 1;

        var answer = await SendAsync(client, "POST", "/v1/devices", EnrolBody(desk, PemEncoding.WriteString("CERTIFICATE REQUEST", der)));

        await AssertProblemAsync(400, "urn:kiosk:malformed", answer);
    }

    [Fact]
    public async Task Behave_EveryMannerOfTheList_IsUnderstood()
    {
        await using var desk = await TestDesk.OpenAsync();
        foreach (var manner in StandInAuthority.Manners)
        {
            await desk.Server.BehaveAsync(manner.Split(' '));
            await desk.Server.BehaveAsync("normal");
        }

        using var authority = await desk.ConnectAsync();
        Assert.NotNull((await authority.GetChallengeAsync(TestDesk.Cancellation)).Challenge);
    }

    /// <summary>It does speak TLS 1.1, so that it is the stand that refuses.</summary>
    [Fact]
    public async Task Behave_OldTls_IsSpokenWithWhoeverWantsIt()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.Server.BehaveAsync("tls", "old");
        using var client = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "openssl", ["s_client", "-connect", $"127.0.0.1:{desk.Server.Url.Port}", "-CAfile", desk.Server.CaFile, "-verify_return_error", "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        client.StandardInput.Close();

        Assert.Contains("Protocol  : TLSv1.1", await client.StandardOutput.ReadToEndAsync(TestDesk.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SameFolderAgain_KnowsItsDevicesAndCa()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        await desk.Server.DisposeAsync();

        await using var again = await StandInAuthority.StartAsync(Path.Combine(desk.Root, "authority"), Path.Combine(desk.Root, "jpki"), desk.Time, TestDesk.Cancellation);
        using var authority = new HttpAuthority(new AuthorityOptions(again.Url, again.CaFile), desk.LoadIdentity(), TestDesk.Facility, desk.Time);

        Assert.NotNull((await authority.GetChallengeAsync(TestDesk.Cancellation)).Challenge);
    }

    [Fact]
    public async Task Admin_OverTheSocket_CommandsTheStandIn()
    {
        await using var desk = await TestDesk.OpenAsync();
        var folder = Path.Combine(desk.Root, "authority");
        var code = await StandInAdmin.SendAsync(folder, ["code"], TestDesk.Cancellation);
        Assert.IsType<EnrolmentResult.Enrolled>(await desk.EnrolAsync(code));
        using var authority = await desk.ConnectAsync();

        Assert.Equal("ok", await StandInAdmin.SendAsync(folder, ["suspended"], TestDesk.Cancellation));
        Assert.Equal(Eligibility.AuthorityState.Suspended, (await authority.CheckAsync(TestDesk.Cancellation)).State);
        foreach (var nonsense in (string[])["dance", "slow", "slow x", "maintenance soon", ""])
        {
            var told = await Assert.ThrowsAsync<ArgumentException>(() => StandInAdmin.SendAsync(folder, nonsense.Split(' '), TestDesk.Cancellation));
            Assert.Contains("maintenance [MINUTES]", told.Message, StringComparison.Ordinal);
        }

        Assert.Equal("ok", await StandInAdmin.SendAsync(folder, ["normal"], TestDesk.Cancellation));
        Assert.Equal(Eligibility.AuthorityState.Available, (await authority.CheckAsync(TestDesk.Cancellation)).State);
    }

    private static string EnrolBody(TestDesk desk, string csr) => new JsonObject
    {
        ["facilityCode"] = "1329999997",
        ["deviceName"] = "x",
        ["activationCode"] = desk.Server.NewActivationCode(),
        ["csr"] = csr,
    }.ToJsonString();

    private static HttpClient Client(TestDesk desk, DeviceIdentity? certificate)
    {
        var ca = X509CertificateLoader.LoadCertificateFromFile(desk.Server.CaFile);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { ca } };
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        if (certificate is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPemFile(Path.Combine(certificate.Folder, "device.pem"), Path.Combine(certificate.Folder, "device.key")), additionalCertificates: null, offline: true);
        }

        return new HttpClient(new SocketsHttpHandler { SslOptions = options }) { BaseAddress = desk.Server.Url };
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string? body = null, string media = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null && method != "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(media) } };
        }

        return await client.SendAsync(request, TestDesk.Cancellation);
    }

    private static async Task AssertProblemAsync(int status, string type, HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal((HttpStatusCode)status, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestDesk.Cancellation))!;
            Assert.Equal((type, status), ((string?)problem["type"], (int?)problem["status"]));
            Assert.NotNull((string?)problem["title"]);
        }
    }
}
