using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Authority.Wire;

/// <summary>The kept-alive connections to the authority, as one device (or, for enrolment, as nobody yet). Whatever happens on the wire is a result.</summary>
internal sealed class Connection : IDisposable
{
    private const int MaxAnswer = BoundedXml.MaxBytes;

    private readonly SocketsHttpHandler handler;
    private readonly HttpClient client;
    private readonly TimeProvider time;

    public Connection(AuthorityOptions options, SslStreamCertificateContext? device, TimeProvider time)
    {
        this.time = time;
        handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            // No visitor waits for a handshake that is not needed: a connection lives as long as it is used, and is replaced when it dies.
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(12),
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            // An HTTP/2 connection whose network died is noticed before the second attempt is due, not after the deadline.
            KeepAlivePingDelay = TimeSpan.FromSeconds(4),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(3),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            // "Stops reading beyond": the rest of an answer that is too large is not even drained.
            MaxResponseDrainSize = 0,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateContext = device,
                CertificateChainPolicy = Pinned(options.LoadCas()),
            },
        };
        client = new HttpClient(handler, disposeHandler: false)
        {
            BaseAddress = options.ApiAddress,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends one request, once, and takes the whole answer. Throws for nothing but cancellation.</summary>
    public async Task<Exchange> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? json, CancellationToken cancellation)
    {
        var begun = false;
        try
        {
            using var request = new HttpRequestMessage(method, path) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
            if (json is { } body)
            {
                request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            begun = true;
            return await ReadAsync(response, cancellation) is { } bytes
                ? new Exchange.Reply(response.StatusCode, response.Content.Headers.ContentType?.MediaType, bytes, RetryAfter(response))
                : new Exchange.Lost(Loss.Oversized);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The connect timeout.
            return new Exchange.Lost(Loss.Unreachable);
        }
        catch (HttpRequestException trouble)
        {
            return new Exchange.Lost(LossOf(trouble, begun));
        }
        catch (IOException)
        {
            return new Exchange.Lost(begun ? Loss.Cut : Loss.Unreachable);
        }
    }

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    private static X509ChainPolicy Pinned(X509Certificate2Collection cas)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // The CA is pinned by configuration; nothing else is dialled for a certificate.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(cas);
        return policy;
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > MaxAnswer)
        {
            return null;
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await stream.ReadAsync(part, cancellation) is > 0 and var count)
        {
            if (whole.Length + count > MaxAnswer)
            {
                return null;
            }

            await whole.WriteAsync(part.AsMemory(0, count), cancellation);
        }

        return whole.ToArray();
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static Loss LossOf(HttpRequestException trouble, bool begun) => trouble switch
    {
        { InnerException: AuthenticationException } => Loss.Untrusted,
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => Loss.Garbled,
        _ => begun ? Loss.Cut : Loss.Unreachable,
    };
}
