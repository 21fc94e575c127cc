using System.Text.Json;
using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.SignIn;

/// <summary>
/// Signing in over the desk's socket: <c>POST /sign-in</c> answers with a token for <c>Authorization: Bearer</c>; <c>POST /lock</c>, <c>POST /sign-out</c>, <c>POST /touch</c>;
/// <c>POST /passphrase</c>;
/// <c>GET /sign-ins</c> tells who is signed in; <c>GET /sign-in/news</c> is held open and tells a screen what happens to its own sign-in, which ends with it.
/// </summary>
internal sealed class SignInEndpoints(SignInDesk desk, Sessions sessions, AccessGuard guard, IHostApplicationLifetime lifetime)
{
    public const string Calls = "POST /sign-in, POST /lock, POST /sign-out, POST /touch, POST /passphrase, GET /sign-ins, GET /sign-in/news";

    private const string Example = "To sign in is JSON such as {\"staff\":\"ID\",\"passphrase\":\"...\",\"code\":\"123456\"}.";

    public void Map(WebApplication routes)
    {
        routes.MapPost("/sign-in", SignInAsync).Wants(new PathAccess.Open());
        routes.MapPost("/lock", LockAsync).Wants(new PathAccess.SignedIn());
        routes.MapPost("/sign-out", SignOutAsync).Wants(new PathAccess.SignedIn(EvenLocked: true));
        routes.MapPost("/touch", TouchAsync).Wants(new PathAccess.SignedIn());
        routes.MapPost("/passphrase", ChangeAsync).Wants(new PathAccess.SignedIn());
        routes.MapGet("/sign-ins", ListAsync).Wants(new PathAccess.SignedIn());
        routes.MapGet("/sign-in/news", NewsAsync).Wants(new PathAccess.SignedIn(EvenLocked: true));
    }

    private async Task SignInAsync(HttpContext context)
    {
        if (await DeskAnswers.ReadAsync(context, DeskJson.Default.SignInRequest, Example) is not { } request)
        {
            return;
        }

        if (request is not { Staff: not null, Passphrase: not null })
        {
            await DeskAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, Example);
            return;
        }

        var peer = Peer.Of(context)!;
        var answer = await desk.SignInAsync(request, peer, guard.Find(context, peer).Session, context.RequestAborted);
        context.Response.StatusCode = answer.Result switch
        {
            SignInResult.Done => StatusCodes.Status200OK,
            SignInResult.Refused => StatusCodes.Status401Unauthorized,
            SignInResult.Wait or SignInResult.Busy => StatusCodes.Status429TooManyRequests,
            SignInResult.FactorNeeded or SignInResult.FactorWrong or SignInResult.Unreadable or SignInResult.NotNeeded or SignInResult.NotGood => StatusCodes.Status409Conflict,
        };
        await DeskAnswers.WriteAsync(context, answer, DeskJson.Default.SignInAnswer);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        const string example = "Another passphrase is JSON such as {\"present\":\"...\",\"wanted\":\"...\"}.";
        if (await DeskAnswers.ReadAsync(context, DeskJson.Default.PassphraseChange, example) is not { } change)
        {
            return;
        }

        if (change is not { Present: not null, Wanted: not null })
        {
            await DeskAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, example);
            return;
        }

        if (Caller.Of(context) is not { Session: var session })
        {
            await WithAsync(context, _ => { });
            return;
        }

        // Not 401: whoever mistypes the present one is signed in still.
        var answer = await desk.ChangePassphraseAsync(change, session, context.RequestAborted);
        context.Response.StatusCode = answer.Result == SignInResult.Done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        await DeskAnswers.WriteAsync(context, answer, DeskJson.Default.SignInAnswer);
    }

    private Task LockAsync(HttpContext context) => WithAsync(context, session => sessions.Lock(session, SignInEnd.Key));

    private Task SignOutAsync(HttpContext context) => WithAsync(context, session => sessions.End(session, SignInEnd.Key));

    private Task TouchAsync(HttpContext context) => WithAsync(context, sessions.Touch);

    private Task ListAsync(HttpContext context) => DeskAnswers.WriteAsync(context, sessions.List, DeskJson.Default.IReadOnlyListSignInView);

    private async Task NewsAsync(HttpContext context)
    {
        if (Caller.Of(context) is not { Session: var session })
        {
            await WithAsync(context, _ => { });
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await foreach (var news in sessions.Follow(session).ReadAllAsync(ending.Token))
            {
                await JsonSerializer.SerializeAsync(context.Response.Body, news, DeskJson.Default.SignInNews, ending.Token);
                await context.Response.WriteAsync("\n", ending.Token);
                await context.Response.Body.FlushAsync(ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // A screen that was killed, or whose line broke, must leave nothing open behind it.
            sessions.End(session, lifetime.ApplicationStopping.IsCancellationRequested ? SignInEnd.Stopped : SignInEnd.Gone);
        }
    }

    private static Task WithAsync(HttpContext context, Action<Session> act)
    {
        if (Caller.Of(context) is not { } caller)
        {
            return DeskAnswers.RefuseAsync(context, StatusCodes.Status409Conflict, "This stand has no accounts: nobody is signed in. 'kiosk staff add' makes the first one.");
        }

        act(caller.Session);
        return Task.CompletedTask;
    }
}
