using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Benchmarks.Authority;

/// <summary>What .NET itself does: an HttpClient with the stand's certificate and the pinned CA, and nothing else.</summary>
internal sealed class BareClient : IDisposable
{
    private readonly HttpClient client;

    public BareClient(Uri baseAddress, string caFile, string identityFolder)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(identityFolder, "device.key")));
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(identityFolder, "device.pem")));
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = SslStreamCertificateContext.Create(certificate.CopyWithPrivateKey(key), additionalCertificates: null, offline: true),
                CertificateChainPolicy = policy,
            },
        })
        {
            BaseAddress = baseAddress,
            DefaultRequestVersion = HttpVersion.Version20,
        };
    }

    /// <summary>From the request to the whole answer.</summary>
    public async Task<TimeSpan> MeasureAsync(byte[] body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var began = TimeProvider.System.GetTimestamp();
        using var response = await client.PostAsync(new Uri("/v1/confirmations", UriKind.Relative), content, cancellation);
        await response.Content.ReadAsByteArrayAsync(cancellation);
        var wall = TimeProvider.System.GetElapsedTime(began);
        return response.StatusCode == HttpStatusCode.OK ? wall : throw new InvalidOperationException($"The authority says {response.StatusCode} to a bare client.");
    }

    public void Dispose() => client.Dispose();
}
