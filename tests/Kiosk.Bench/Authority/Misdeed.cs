using System.Text;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Bench.Authority;

/// <summary>Does what a <see cref="Fault"/> says.</summary>
internal static class Misdeed
{
    private const int TwoMebibytes = 2 * 1024 * 1024;

    /// <summary>What happens before the call is looked at; null when it goes on as usual.</summary>
    public static async Task<Answer?> BeforeAsync(Fault fault, TimeProvider time, CancellationToken cancellation)
    {
        switch (fault.Kind)
        {
            case "slow":
                await Task.Delay(TimeSpan.FromSeconds(fault.Number), time, cancellation);
                return null;
            case "unavailable":
                return Answer.Problem(503, "unavailable", "ただいま利用できません。", fault.Number);
            case "toomany":
                return Answer.Problem(429, "too-many", "しばらくお待ちください。", fault.Number);
            case "spent":
                return Answer.Problem(409, "challenge-spent", "チャレンジが使用済みか期限切れです。");
            case "error":
                return new Answer(500, "text/plain", "Internal Server Error"u8.ToArray());
            case "html":
                return new Answer(200, "text/html", "<html><body>Login</body></html>"u8.ToArray());
            default:
                return null;
        }
    }

    /// <summary>What becomes of the answer; null when it was given here, or the connection was broken instead.</summary>
    public static async Task<Answer?> AfterAsync(Fault fault, Answer answer, HttpContext context, TimeProvider time)
    {
        switch (fault.Kind)
        {
            case "slowbody":
                await HalfAsync(answer, context);
                await Task.Delay(TimeSpan.FromSeconds(fault.Number), time, context.RequestAborted);
                await context.Response.Body.WriteAsync(answer.Body.AsMemory(answer.Body.Length / 2), context.RequestAborted);
                return null;
            case "endless":
                await EndlessAsync(answer, context);
                return null;
            case "reset":
                context.Abort();
                return null;
            case "cut":
                await HalfAsync(answer, context);
                context.Abort();
                return null;
            case "processing":
                return answer with { Status = 202, RetryAfter = 1 };
            case "wrongtype":
                return answer with { ContentType = "text/plain" };
            case "oversized":
                return answer with { Body = [.. answer.Body, .. new byte[TwoMebibytes]] };
            case "badxml":
                return answer with { Body = answer.Body[..(answer.Body.Length * 2 / 3)] };
            case "dtd":
                return Changed(answer, "<XmlMsg>", "<!DOCTYPE XmlMsg [<!ENTITY a \"1\">]><XmlMsg>");
            case "wrongvisit":
                return Between(answer, "ArbitraryFileIdentifier", "019aa7b2-0000-7000-8000-000000000000");
            case "wrongfacility":
                return Between(answer, "MedicalInstitutionCode", "0110113719");
            default:
                return answer;
        }
    }

    private static async Task HalfAsync(Answer answer, HttpContext context)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    // As fast as it is taken, until nobody takes it.
    private static async Task EndlessAsync(Answer answer, HttpContext context)
    {
        context.Response.ContentType = answer.ContentType;
        var part = new byte[64 * 1024];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(part, CancellationToken.None);
        }
    }

    private static Answer Changed(Answer answer, string from, string to) =>
        answer with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer.Body).Replace(from, to, StringComparison.Ordinal)) };

    private static Answer Between(Answer answer, string element, string text)
    {
        var xml = Encoding.UTF8.GetString(answer.Body);
        var (start, end) = (xml.IndexOf($"<{element}>", StringComparison.Ordinal), xml.IndexOf($"</{element}>", StringComparison.Ordinal));
        return start < 0 ? answer : answer with { Body = Encoding.UTF8.GetBytes(string.Concat(xml.AsSpan(0, start + element.Length + 2), text, xml.AsSpan(end))) };
    }
}
