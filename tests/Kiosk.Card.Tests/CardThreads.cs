namespace Kiosk.Card.Tests;

/// <summary>The threads of card sessions in this process: those of cards that hang would wait for ever.</summary>
internal static class CardThreads
{
    /// <summary>Waits until there is none.</summary>
    public static async Task UntilNoneAsync(CancellationToken cancellation)
    {
        while (Directory.EnumerateDirectories("/proc/self/task").Any(IsCards))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        }
    }

    private static bool IsCards(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim() == "card";
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return false;
        }
    }
}
