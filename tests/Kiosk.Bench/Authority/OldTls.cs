using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Bench.Pcsc;

namespace Kiosk.Bench.Authority;

/// <summary>A server that speaks TLS 1.1 and nothing newer: <c>openssl</c>, since .NET's own cannot be told to go below OpenSSL's security level for one port.</summary>
internal sealed class OldTls : IAsyncDisposable
{
    // Ends with its input, however this program ends.
    private const string Command = "openssl s_server -accept 127.0.0.1:$0 -cert $1 -key $2 -tls1_1 -cipher DEFAULT:@SECLEVEL=0 -www </dev/null >/dev/null 2>&1 & cat >/dev/null; kill $!";
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process process;

    private OldTls(Process process) => this.process = process;

    /// <exception cref="ArgumentException">It does not start; is openssl installed?</exception>
    public static async Task<OldTls> StartAsync(string folder, X509Certificate2 certificate, int port, TimeProvider time, CancellationToken cancellation)
    {
        var (chain, key) = (Path.Combine(folder, "old-tls.pem"), Path.Combine(folder, "old-tls.key"));
        await File.WriteAllTextAsync(chain, certificate.ExportCertificatePem(), cancellation);
        using var privateKey = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(key, privateKey.ExportPkcs8PrivateKeyPem(), cancellation);
        var old = new OldTls(Child.Start(["sh", "-c", Command, port.ToString(CultureInfo.InvariantCulture), chain, key], folder));
        var began = time.GetTimestamp();
        while (!await ListensAsync(port, cancellation))
        {
            if (time.GetElapsedTime(began) > Patience)
            {
                await old.DisposeAsync();
                throw new ArgumentException("TLS 1.1 needs openssl, which did not start: apt-get install openssl.", nameof(port));
            }

            await Task.Delay(Step, TimeProvider.System, cancellation);
        }

        return old;
    }

    public async ValueTask DisposeAsync() => await Child.EndAsync(process, Patience);

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        using var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await caller.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
