using Kiosk.Authority;
using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.SignIn;
using Kiosk.Pi.Verbs;
using Kiosk.Pi.Watches;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Pi.Desk;

/// <summary><c>GET /health</c>: how the stand is. <c>POST /selftest</c>: looks at every part, as <c>kiosk selftest</c> does.</summary>
internal sealed class HealthEndpoints(HttpAuthority authority, AuthorityWatch watch, KioskOptions options, TimeProvider time) : IDisposable
{
    public const string Calls = "GET /health, POST /selftest";

    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    // Each opens the parts, and asks the authority.
    private readonly SemaphoreSlim one = new(1, 1);

    public void Map(WebApplication routes)
    {
        routes.MapGet("/health", context => DeskAnswers.WriteAsync(context, View(), DeskJson.Default.HealthView)).Wants(new PathAccess.Open());
        routes.MapPost("/selftest", SelfTestAsync).Wants(new PathAccess.SignedIn());
    }

    public void Dispose() => one.Dispose();

    /// <summary>How it is now.</summary>
    public HealthView View()
    {
        var identity = authority.Identity;
        return new HealthView(
            ProgramVersion.Text, startedAt,
            identity.DeviceId, identity.NotAfter, watch.CheckedAt, (int?)watch.RoundTrip?.TotalMilliseconds, Free(options.Vault.Folder), SizeOf(options.Vault.Folder), Environment.WorkingSet);
    }

    private async Task SelfTestAsync(HttpContext context)
    {
        await one.WaitAsync(context.RequestAborted);
        try
        {
            await using var output = new StringWriter();
            var exitCode = await new SelfTestVerb(options, output).RunAsync(context.RequestAborted);
            var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
            await DeskAnswers.WriteAsync(context, new SelfTestView(exitCode == ExitCode.Done, lines), DeskJson.Default.SelfTestView);
        }
        finally
        {
            one.Release();
        }
    }

    private static long? Free(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file went just now, or all of them.
            return 0;
        }
    }
}
