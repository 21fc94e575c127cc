namespace Kiosk.Screen;

/// <summary>How a staff screen is set.</summary>
/// <param name="Language">"ja" or "en": the language at the start; a key switches it.</param>
/// <param name="Staff">The staff id, sent with every command and every look at a record.</param>
/// <param name="AsciiBorders">
/// Draws with characters whose width every terminal agrees on. Terminals that show East Asian ambiguous characters two cells wide need it.
/// </param>
public sealed record ScreenOptions(string Language, string Staff, bool AsciiBorders)
{
    /// <summary>Whose id stands in the form of signing in already; null: nobody's, as a login name of the computer need not be a staff id.</summary>
    public string? SignInAs { get; init; }

    /// <summary>Whether the terminal has no colours, or is not to have any: words, symbols, bold and reversed letters tell the same.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Why there is no desk, as far as this computer knows it; null: it is not known.</summary>
    public Func<string?> WhyNoDesk { get; init; } = () => null;

    /// <summary>How long a record stays on the screen when nobody hides it.</summary>
    public TimeSpan HideRecordAfter { get; init; } = TimeSpan.FromSeconds(60);
}
