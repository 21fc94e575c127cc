using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Kiosk.Authority.Tests.Desk;

/// <summary>A TLS server that says whatever a test wants, under whatever certificate.</summary>
internal sealed class OddServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private OddServer(WebApplication app, string folder)
    {
        this.app = app;
        this.folder = folder;
    }

    public AuthorityOptions Options => new(new Uri(app.Urls.Single()), CaIn(folder));

    /// <param name="host">For whom the certificate is.</param>
    /// <param name="daysLeft">How long it is still good.</param>
    public static async Task<OddServer> StartAsync(RequestDelegate answer, string host = "127.0.0.1", int daysLeft = 10, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var home = Directory.CreateTempSubdirectory("kiosk-odd-").FullName;
        var certificate = Certify(home, host, daysLeft);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate,
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = (_, _, _) => true,
            });
        }));
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new OddServer(server, home);
    }

    public static RequestDelegate Says(int status, string? contentType, byte[] body) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(body);
    };

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string CaIn(string home) => Path.Combine(home, "ca.pem");

    private static X509Certificate2 Certify(string home, string host, int daysLeft)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest("CN=Odd CA", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var ca = caRequest.CreateSelfSigned(now.AddYears(-1), now.AddYears(1));
        File.WriteAllText(CaIn(home), ca.ExportCertificatePem());

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=odd", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(ca, now.AddDays(-30), now.AddDays(daysLeft), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
