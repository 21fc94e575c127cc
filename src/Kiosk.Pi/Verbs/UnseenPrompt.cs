using Kiosk.Access;

namespace Kiosk.Pi.Verbs;

/// <summary>Asks for a secret at a terminal, without showing what is typed; takes it from a pipe as well.</summary>
internal static class UnseenPrompt
{
    /// <summary>A line; null where nothing more comes.</summary>
    public static async Task<string?> AskAsync(string question, CancellationToken stop)
    {
        if (Console.IsInputRedirected)
        {
            return await Console.In.ReadLineAsync(stop);
        }

        var typed = UnseenInput.Ask($"{question} (it is not shown): ");
        var line = new string(typed);
        Array.Clear(typed);
        return line;
    }

    /// <summary>A new passphrase, asked for twice at a terminal; or what is wrong with it.</summary>
    public static async Task<(Passphrase? Passphrase, string? Problem)> AskNewAsync(CancellationToken stop)
    {
        var passphrase = new Passphrase(await AskAsync($"New passphrase, {Passphrase.Fewest} characters or more; some words that do not belong together are best", stop) ?? "");
        var problem = passphrase.IsGood ? null : $"A passphrase has {Passphrase.Fewest} characters or more, and at most {Passphrase.Longest} bytes.";
        if (problem is null && !Console.IsInputRedirected)
        {
            using var again = new Passphrase(await AskAsync("The same again", stop) ?? "");
            problem = passphrase.Is(again) ? null : "These were two different passphrases.";
        }

        if (problem is null)
        {
            return (passphrase, null);
        }

        passphrase.Dispose();
        return (null, problem);
    }
}
