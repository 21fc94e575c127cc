namespace Kiosk.Records;

/// <summary>What was read from the vault; or why it could not be read, which is not the same as that there is nothing.</summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="Value">What was read, where there is no trouble.</param>
/// <param name="Trouble">Why it could not be read; null when it was.</param>
public readonly record struct VaultRead<T>(T? Value, VaultTrouble? Trouble)
    where T : class
{
    /// <summary>Never the person.</summary>
    public override string ToString() => Trouble is { } trouble ? $"not read: {trouble}" : "read";
}
