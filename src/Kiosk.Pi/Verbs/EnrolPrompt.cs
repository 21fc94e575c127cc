namespace Kiosk.Pi.Verbs;

/// <summary>Asks for what enrolling needs, at a terminal; takes the code from a pipe as well.</summary>
internal static class EnrolPrompt
{
    /// <summary>The stand's name; empty: the one that was proposed.</summary>
    public static async Task<string> AskNameAsync(string proposed, CancellationToken stop)
    {
        await Console.Out.WriteAsync($"Name of this stand at the authority [{proposed}]: ");
        return await Console.In.ReadLineAsync(stop) is { } typed && !string.IsNullOrWhiteSpace(typed) ? typed.Trim() : proposed;
    }

    /// <summary>The activation code; null when none is given. What is typed is not shown.</summary>
    public static Task<string?> AskCodeAsync(CancellationToken stop) => UnseenPrompt.AskAsync("Activation code", stop);
}
