namespace Kiosk.Desk;

/// <summary>What an administrator wants to know of the stand beside its snapshot. Nothing of persons.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="StartedAt">Since when the desk runs.</param>
/// <param name="Device">The stand's number at the authority.</param>
/// <param name="CertificateUntil">The end of its certificate's life.</param>
/// <param name="AuthorityCheckedAt">When the authority was asked last how it is; null: not yet.</param>
/// <param name="AuthorityMilliseconds">How long it took to answer; null: it did not.</param>
/// <param name="FreeBytes">What is left on the disk of the vault; null: it cannot be told.</param>
/// <param name="VaultBytes">What the vault's files take.</param>
/// <param name="MemoryBytes">What the desk takes of the memory.</param>
public sealed record HealthView(
    string Version, DateTimeOffset StartedAt, string Device, DateTimeOffset CertificateUntil, DateTimeOffset? AuthorityCheckedAt, int? AuthorityMilliseconds, long? FreeBytes, long VaultBytes, long MemoryBytes);

/// <summary>What the self-test found.</summary>
/// <param name="Passed">Nothing is to be mended.</param>
/// <param name="Lines">A line for each part, in English, with what to do.</param>
public sealed record SelfTestView(bool Passed, IReadOnlyList<string> Lines);

/// <summary>The desk as an administrator's screen sees it.</summary>
public interface IHealthDesk
{
    /// <summary>How the stand is.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<HealthView> HealthAsync(CancellationToken cancellation);

    /// <summary>Has the desk look at every part; takes some seconds.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<SelfTestView> SelfTestAsync(CancellationToken cancellation);
}
