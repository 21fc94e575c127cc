using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Bench.Authority;

/// <summary>The calls of the contract.</summary>
internal sealed class Api(DeviceList devices, ThrowawayCa deviceCa, Confirmations confirmations, ChallengeList challenges, Behaviour behaviour, TimeProvider time)
{
    private static readonly TimeSpan CertificateLife = TimeSpan.FromDays(90);
    private static readonly string[] Notices = ["これは試験用の架空の資格確認サーバです。"];

    /// <summary>The name under which <see cref="Fault"/> knows a call; null when there is no such path.</summary>
    public static string? CallOf(string path) => path switch
    {
        "/v1/devices" => "devices",
        "/v1/devices/self/certificate" => "renew",
        "/v1/devices/self" => "self",
        "/v1/status" => "status",
        "/v1/challenges" => "challenges",
        "/v1/confirmations" => "confirmations",
        _ when path.StartsWith("/v1/confirmations/", StringComparison.Ordinal) => "confirmations",
        _ => null,
    };

    public async Task<Answer> AnswerAsync(HttpContext context, byte[] body)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        return (method, path) switch
        {
            ("POST", "/v1/devices") => Enrol(Json(context, body)),
            ("POST", "/v1/devices/self/certificate") => Renew(await CallerAsync(context), Json(context, body)),
            ("GET", "/v1/devices/self") => Self(await CallerAsync(context), (await context.Connection.GetClientCertificateAsync())!),
            ("GET", "/v1/status") => Status(await CallerAsync(context)),
            ("POST", "/v1/challenges") => Challenge(Active(await CallerAsync(context)), Json(context, body)),
            ("POST", "/v1/confirmations") => await confirmations.AskAsync(Active(await CallerAsync(context)), body, Json(context, body)),
            ("GET", _) when path.StartsWith("/v1/confirmations/", StringComparison.Ordinal) =>
                await confirmations.PollAsync(Active(await CallerAsync(context)), path["/v1/confirmations/".Length..]),
            _ => Answer.Problem(CallOf(path) is null ? 404 : 405, code: null),
        };
    }

    private static Body Json(HttpContext context, byte[] body) =>
        context.Request.ContentType?.Split(';')[0].Trim() == "application/json" ? Body.Parse(body) : throw RefusedException.Malformed("The body must be application/json.");

    private async Task<Device> CallerAsync(HttpContext context) =>
        behaviour.DeviceState != "revoked"
        && await context.Connection.GetClientCertificateAsync() is { } certificate
        && devices.Find(deviceCa.NameOf(certificate)) is { } device
            ? device : throw new RefusedException(401, "device-unknown", "この端末は登録されていません。");

    private Device Active(Device device) => behaviour.DeviceState == "suspended"
        ? throw new RefusedException(403, "device-suspended", "この端末は利用停止中です。") : device;

    private Answer Enrol(Body body)
    {
        var (facility, name, code, csr) = (body.Text("facilityCode"), body.Text("deviceName"), body.Text("activationCode"), body.Text("csr"));
        if (facility.Length != 10 || !facility.All(char.IsAsciiDigit))
        {
            throw RefusedException.Malformed("'facilityCode' must be ten digits.");
        }

        var key = KeyOf(csr);
        if (!devices.Spend(code))
        {
            throw new RefusedException(401, "activation-refused", "アクティベーションコードが違うか、使用済みか、期限切れです。");
        }

        var device = devices.Add(facility, name);
        var (certificate, notAfter) = Issue(device, key);
        return Answer.Json(201, new { deviceId = device.Id, facilityName = "架空健診センター", certificate, notAfter, capabilities = new { visual = Visual(device) } });
    }

    private Answer Renew(Device device, Body body)
    {
        var (certificate, notAfter) = Issue(device, KeyOf(body.Text("csr")));
        return Answer.Json(200, new { certificate, notAfter });
    }

    private Answer Self(Device device, X509Certificate2 certificate) => Answer.Json(200, new
    {
        deviceId = device.Id,
        facilityCode = device.FacilityCode,
        facilityName = "架空健診センター",
        state = behaviour.DeviceState,
        capabilities = new { visual = Visual(device) },
        notAfter = Rfc3339(certificate.NotAfter),
        serverTime = Rfc3339(time.GetUtcNow()),
        notices = Notices,
    });

    // Every call but the enrolment presents a certificate; who presents it does not matter here.
    private Answer Status(Device caller) => Answer.Json(200, new
    {
        state = behaviour.State,
        from = behaviour.Until is null ? null : Rfc3339(time.GetUtcNow()),
        until = behaviour.Until is { } until ? Rfc3339(until) : null,
        message = behaviour.State switch
        {
            "maintenance" => $"計画メンテナンス中です（{caller.Id}）。",
            "partial" => "初めての電子証明書は、いま照会できません。",
            _ => null,
        },
    });

    private Answer Challenge(Device device, Body body)
    {
        _ = body;
        var (id, bytes, expiresAt) = challenges.New(device.Id);
        return Answer.Json(201, new { challengeId = id, challenge = System.Buffers.Text.Base64Url.EncodeToString(bytes), expiresAt = Rfc3339(expiresAt) });
    }

    private bool Visual(Device device) => device.Visual && behaviour.Visual;

    private (string Certificate, string NotAfter) Issue(Device device, PublicKey key)
    {
        using var certificate = deviceCa.IssueDevice(device.Id, key, CertificateLife);
        return (certificate.ExportCertificatePem(), Rfc3339(certificate.NotAfter));
    }

    // Loading checks the request's own signature: whoever asks has the key.
    private static PublicKey KeyOf(string csr)
    {
        try
        {
            var request = CertificateRequest.LoadSigningRequestPem(csr, HashAlgorithmName.SHA256);
            using var key = request.PublicKey.GetECDsaPublicKey();
            return key is not null && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                ? request.PublicKey : throw RefusedException.Malformed("'csr' must be of a P-256 key.");
        }
        catch (Exception trouble) when (trouble is CryptographicException or ArgumentException)
        {
            throw RefusedException.Malformed("'csr' is no signed PKCS#10 request in PEM.");
        }
    }

    private static string Rfc3339(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Rfc3339(DateTime local) => Rfc3339(new DateTimeOffset(local));
}
