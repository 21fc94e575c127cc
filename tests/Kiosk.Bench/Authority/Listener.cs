using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Bench.Authority;

/// <summary>What whoever connects to the stand-in meets.</summary>
internal enum TlsFace
{
    Good,
    Expired,
    OtherHost,
    OtherCa,
    Old,
}

/// <summary>The stand-in's port, on the loopback and always the same one: a real Kestrel with mutual TLS, or one that TLS goes wrong with.</summary>
internal sealed class Listener(string folder, ThrowawayCa serverCa, ThrowawayCa deviceCa, RequestDelegate serve, TimeProvider time) : IAsyncDisposable
{
    private const int MaxRequest = 1024 * 1024;
    private static readonly TimeSpan Past = TimeSpan.FromHours(2);
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    // Whatever becomes of its own clock later: TLS judges dates by the real one.
    private readonly DateTimeOffset begun = time.GetUtcNow();
    private readonly SemaphoreSlim one = new(1, 1);
    private WebApplication? app;
    private OldTls? old;
    private X509Certificate2? certificate;
    private TlsFace shown;
    private bool disposed;

    /// <summary>The faces by their names for people, with what is wrong.</summary>
    public static IReadOnlyDictionary<string, string> Faces { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["expired"] = "a certificate of yesterday",
        ["old"] = "TLS 1.1",
        ["otherca"] = "a certificate of another CA",
        ["otherhost"] = "a certificate for another name",
    };

    public int Port { get; private set; }

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static TlsFace FaceOf(string name) =>
        Faces.ContainsKey(name) && Enum.TryParse<TlsFace>(name, ignoreCase: true, out var face) ? face : throw new ArgumentException("No such TLS.", nameof(name));

    /// <summary>Listens with this face. Another face ends every connection, so that nobody keeps one from before.</summary>
    public async Task OpenAsync(TlsFace face, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if ((app is not null || old is not null) && shown == face)
            {
                return;
            }

            await EndAsync();
            shown = face;
            certificate = CertificateFor(face);
            if (face == TlsFace.Old)
            {
                old = await OldTls.StartAsync(folder, certificate, Port, time, cancellation);
            }
            else
            {
                app = Build(certificate);
                await app.StartAsync(cancellation);
                Port = new Uri(app.Urls.Single()).Port;
            }
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Nobody listens any more.</summary>
    public async Task CloseAsync()
    {
        await one.WaitAsync();
        try
        {
            await EndAsync();
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref disposed, true))
        {
            await CloseAsync();
            one.Dispose();
        }
    }

    private async Task EndAsync()
    {
        if (app is { } open)
        {
            app = null;
            await open.StopAsync();
            await open.DisposeAsync();
        }

        if (old is { } other)
        {
            old = null;
            await other.DisposeAsync();
        }

        certificate?.Dispose();
        certificate = null;
    }

    private X509Certificate2 CertificateFor(TlsFace face) => face switch
    {
        TlsFace.Expired => serverCa.IssueServer("localhost", begun - Past, begun - (Past / 2)),
        TlsFace.OtherHost => serverCa.IssueServer("other.example", begun - Past, begun + Life),
        TlsFace.OtherCa => ThrowawayCa.Open(folder, "other-ca", time).IssueServer("localhost", begun - Past, begun + Life),
        TlsFace.Good or TlsFace.Old => serverCa.IssueServer("localhost", begun - Past, begun + Life),
    };

    private WebApplication Build(X509Certificate2 server)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // More than the contract allows is read to its end, so that the caller hears the refusal rather than a reset.
            kestrel.Limits.MaxRequestBodySize = MaxRequest;
            // An answer is as slow as it is told to be, not as slow as whoever reads it.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, Port, listen => Secure(listen, server));
        });
        var built = builder.Build();
        built.Run(serve);
        return built;
    }

    private void Secure(ListenOptions listen, X509Certificate2 server)
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = server,
            SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            // Whoever enrols has none yet; a certificate of a foreign CA ends the handshake.
            ClientCertificateMode = ClientCertificateMode.AllowCertificate,
            ClientCertificateValidation = (presented, _, _) => deviceCa.NameOf(presented) is not null,
        });
    }

    /// <summary>The bench decides about signals, not its parts.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
