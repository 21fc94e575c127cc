namespace Kiosk.Records;

/// <summary>
/// What tells that two visits were of one person: a hash of the card's certificate under a key that never leaves the vault. It tells nothing to whoever has
/// not that key. After a renewal the certificate is another, and so is the mark.
/// </summary>
/// <param name="Value">64 hex digits.</param>
public sealed record PersonMark(string Value)
{
    /// <summary>Never the mark.</summary>
    public override string ToString() => nameof(PersonMark);
}
