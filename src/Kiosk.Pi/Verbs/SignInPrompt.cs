using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Pi.Desk;

namespace Kiosk.Pi.Verbs;

/// <summary>Signs in for one verb, where the desk wants that; at a terminal, or from a pipe with passphrase and, where there is one, code as its first two lines.</summary>
internal static class SignInPrompt
{
    /// <summary>Null: the verb may go on. Otherwise its exit code; why is told.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    public static async Task<int?> PassAsync(HttpDeskClient desk, string staff, CancellationToken stop)
    {
        if (!(await desk.SnapshotAsync(stop)).Stand.IsSignInNeeded)
        {
            return null;
        }

        using var passphrase = new Passphrase(await UnseenPrompt.AskAsync($"Passphrase of {staff}", stop) ?? "");
        var code = await UnseenPrompt.AskAsync("Code, if there is one", stop);
        var answer = await desk.SignInAsync(new SignInRequest(staff, passphrase, string.IsNullOrWhiteSpace(code) ? null : code.Trim()), stop);
        if (answer.Result is SignInResult.Done or SignInResult.NotNeeded)
        {
            return null;
        }

        await Console.Error.WriteLineAsync($"kiosk: {Why(answer)}");
        return ExitCode.Refused;
    }

    /// <summary>Signs out again: what a verb opened must not stay open.</summary>
    public static async Task LeaveAsync(HttpDeskClient desk)
    {
        try
        {
            await desk.SignOutAsync(CancellationToken.None);
        }
        catch (DeskUnreachableException)
        {
            // Nobody was signed in, or the desk is gone and with it the sign-in.
        }
    }

    private static string Why(SignInAnswer answer) => answer.Result switch
    {
        SignInResult.Refused => "Id, passphrase or code is wrong, or the account is disabled. --staff says whose it is.",
        SignInResult.Wait => $"Too many wrong ones: wait {answer.WaitSeconds} seconds.",
        SignInResult.FactorNeeded or SignInResult.FactorWrong => "This stand wants a second factor: set it up at a staff screen first.",
        SignInResult.Busy => "Too many sign in at this moment. Try again.",
        SignInResult.Unreadable or SignInResult.Done or SignInResult.NotNeeded or SignInResult.NotGood => "The desk cannot read or write the accounts.",
    };
}
