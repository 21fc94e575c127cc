using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Pi.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Kiosk.Pi.Desk.DeskAnswers;

namespace Kiosk.Pi.SignIn;

/// <summary>What a path of the desk's socket wants of whoever calls it. A path that declares nothing is closed, and a test names it.</summary>
internal abstract record PathAccess
{
    /// <summary>Nothing: it shows no visitor.</summary>
    public sealed record Open : PathAccess;

    /// <summary>A sign-in, whatever its roles.</summary>
    /// <param name="EvenLocked">A locked one will do.</param>
    public sealed record SignedIn(bool EvenLocked = false) : PathAccess;

    /// <summary>A right.</summary>
    public sealed record Needs(StaffRight Right) : PathAccess;

    /// <summary>The right of what the request turns out to be: the path asks <see cref="Caller.MayAsync"/> when it knows.</summary>
    public sealed record ByContent : PathAccess;
}

/// <summary>Where a path declares it.</summary>
internal static class AccessDeclarations
{
    public static void Needs(this IEndpointConventionBuilder path, StaffRight right) => path.WithMetadata(new PathAccess.Needs(right));

    public static void Wants(this IEndpointConventionBuilder path, PathAccess access) => path.WithMetadata(access);
}

/// <summary>Who calls, once the guard let the call through.</summary>
/// <param name="Session">The sign-in.</param>
/// <param name="Account">Its account.</param>
internal sealed record Caller(Session Session, Account Account)
{
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();

    /// <summary>Whether whoever calls has a right; false when the answer says that it is missing. A stand without accounts has no callers, and nothing is missing.</summary>
    public static async Task<bool> MayAsync(HttpContext context, StaffRight right)
    {
        if (Of(context) is not { } caller || caller.Account.May(right))
        {
            return true;
        }

        await RefuseAsync(context, StatusCodes.Status403Forbidden, $"{caller.Account.Id} lacks the right {right}.");
        return false;
    }
}

/// <summary>Stands before every path of the desk's socket. Whatever a screen shows or hides, this decides.</summary>
internal sealed class AccessGuard(StaffAccounts accounts, Sessions sessions, KioskOptions options)
{
    private const string Scheme = "Bearer ";

    public void Use(WebApplication app) => app.Use(GuardAsync);

    /// <summary>The sign-in of a request's token, locked or not.</summary>
    public (Session? Session, Account? Account) Find(HttpContext context, Peer peer) => sessions.Find(TokenOf(context), peer.Uid);

    /// <summary>Whether whoever follows snapshots may see visits in this moment.</summary>
    public bool SeesVisits(HttpContext context) => !accounts.Now.IsNeeded
        || (Peer.Of(context) is { } peer && Find(context, peer) is ({ Locked: null }, { } account) && account.May(StaffRight.SeeVisits));

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        // What matches no path is answered with the paths that there are.
        if (context.GetEndpoint() is not RouteEndpoint path)
        {
            await next(context);
            return;
        }

        if (Peer.Of(context) is not { } peer || !peer.IsAdmitted(options.Desk.Socket))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "This user of the computer may not speak to the desk.");
            return;
        }

        if (!accounts.Now.IsNeeded || await IsLetThroughAsync(context, path, peer))
        {
            await next(context);
        }
    }

    private async Task<bool> IsLetThroughAsync(HttpContext context, RouteEndpoint path, Peer peer)
    {
        if (path.Metadata.GetMetadata<PathAccess>() is not { } access)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Nobody may do this: the path declares no right.");
            return false;
        }

        if (access is PathAccess.Open)
        {
            return true;
        }

        if (Find(context, peer) is not ({ } session, { } account))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Sign in first (POST /sign-in). A sign-in ends when its account is changed, after twelve hours, and with the desk; only the user who signed in can use it.");
            return false;
        }

        if (session.Locked is not null && access is not PathAccess.SignedIn { EvenLocked: true })
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "This sign-in is locked. Unlock it with the passphrase (POST /sign-in).");
            return false;
        }

        var caller = new Caller(session, account);
        context.Features.Set(caller);
        if (access is PathAccess.Needs { Right: var right } && !await Caller.MayAsync(context, right))
        {
            return false;
        }

        // Screens refetch what they show by themselves; what changes something, a person does.
        if (!HttpMethods.IsGet(context.Request.Method) && access is not PathAccess.SignedIn)
        {
            sessions.Touch(session);
        }

        return true;
    }

    private static string? TokenOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is var told && told.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? told[Scheme.Length..] : null;
}
