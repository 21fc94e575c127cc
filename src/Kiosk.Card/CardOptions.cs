namespace Kiosk.Card;

/// <summary>What the card room is told.</summary>
/// <param name="CaFolder">Folder with the pinned JPKI CA certificates, PEM or DER; nothing else is trusted, least of all what the card itself holds.</param>
/// <param name="Reader">Name pattern of the reader, with * for any run of characters; null: any reader, and of several the one with the card.</param>
public sealed record CardOptions(string CaFolder, string? Reader)
{
    /// <summary>The generations of the card that the stand knows, in the order in which they are tried.</summary>
    public IReadOnlyList<CardProfile> Profiles { get; init; } = [CardProfile.Jpki];

    /// <summary>How long one card command may take before the stand gives up on it. The signature itself takes well under a second.</summary>
    public TimeSpan CallLimit { get; init; } = TimeSpan.FromSeconds(10);
}
