namespace Kiosk.Records;

/// <summary>What looking for an earlier answer about the same person in the same month came to. A closed list.</summary>
public abstract record EarlierLook
{
    private EarlierLook() { }

    /// <summary>Never what it carries.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The newest completed answer of the authority.</summary>
    public sealed record Found(KeptResult Result) : EarlierLook;

    /// <summary>There is none: never asked, not answered, or the certificate is another since.</summary>
    public sealed record None : EarlierLook;

    /// <summary>The vault could not be read.</summary>
    public sealed record Unreadable(VaultTrouble Trouble) : EarlierLook;
}
