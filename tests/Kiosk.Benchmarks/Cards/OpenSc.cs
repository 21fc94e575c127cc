using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Bench.People;

namespace Kiosk.Benchmarks.Cards;

/// <summary>OpenSC on the same card, through its command-line programs, in one configuration.</summary>
/// <param name="who">How the table calls it.</param>
/// <param name="configuration">What stands in its opensc.conf; null: the one that was installed.</param>
internal sealed class OpenSc(string who, string? configuration, string folder, string pcscSocket, CardMeter meter, Person person, byte[] message)
{
    // What OpenSC's emulation of PKCS#15 calls the authentication key and its certificate.
    private const string Id = "01";

    private readonly string home = Directory.CreateDirectory(Path.Combine(folder, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString())).FullName;

    public IEnumerable<CardTask> Tasks
    {
        get
        {
            File.WriteAllBytes(In("message"), message);
            File.WriteAllBytes(In("digest"), SHA256.HashData(message));
            return
            [
                new(CardPart.Certificate, who, Starts: 1, cancellation => meter.MeasureAsync(() => ReadAsync(cancellation), cancellation)),
                new(CardPart.Signature, who, Starts: 1, cancellation => meter.MeasureAsync(() => SignAsync(cancellation), cancellation)),
                new(CardPart.Whole, who + ", both commands", Starts: 2, cancellation => meter.MeasureAsync(() => BothAsync(cancellation), cancellation)),
                new(CardPart.Whole, who + ", one PKCS#11 session", Starts: 1, cancellation => meter.MeasureAsync(() => SignInSessionAsync(cancellation), cancellation)),
            ];
        }
    }

    /// <summary>The certificate that was read last.</summary>
    public byte[] Certificate
    {
        get
        {
            using var read = X509CertificateLoader.LoadCertificateFromFile(In("certificate.pem"));
            return read.RawData;
        }
    }

    /// <summary>The signatures that were made last, one by each program.</summary>
    public IEnumerable<byte[]> Signatures => [File.ReadAllBytes(In("signature")), File.ReadAllBytes(In("signature11"))];

    /// <summary>Starts one of its programs that does nothing, and gives its version.</summary>
    public Task<string> InfoAsync(CancellationToken cancellation) => RunAsync("opensc-tool", ["--info"], cancellation);

    private async Task BothAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        await SignAsync(cancellation);
    }

    private Task<string> ReadAsync(CancellationToken cancellation) => RunAsync("pkcs15-tool", ["--read-certificate", Id, "--output", In("certificate.pem")], cancellation);

    private Task<string> SignAsync(CancellationToken cancellation) => RunAsync(
        "pkcs15-crypt",
        ["--sign", "--key", Id, "--pkcs1", "--sha-256", "--pin", person.Pin, "--input", In("digest"), "--raw", "--output", In("signature")],
        cancellation);

    // Its module reads every certificate of the card when the session opens, the one that is wanted too.
    private Task<string> SignInSessionAsync(CancellationToken cancellation) => RunAsync(
        "pkcs11-tool",
        ["--login", "--pin", person.Pin, "--sign", "--id", Id, "--mechanism", "SHA256-RSA-PKCS", "--input-file", In("message"), "--output-file", In("signature11")],
        cancellation);

    private async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PCSCLITE_CSOCK_NAME"] = pcscSocket, ["HOME"] = home, ["XDG_CACHE_HOME"] = home },
        };
        if (configuration is not null)
        {
            await File.WriteAllTextAsync(start.Environment["OPENSC_CONF"] = In("opensc.conf"), configuration, cancellation);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var said = process.StandardOutput.ReadToEndAsync(cancellation);
        var complained = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await complained}");
    }

    private string In(string name) => Path.Combine(home, name);
}
