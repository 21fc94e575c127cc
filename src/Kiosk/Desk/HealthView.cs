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

/// <summary>Whether a support bundle was saved.</summary>
public enum BundleResult
{
    /// <summary>It lies there.</summary>
    Done,

    /// <summary>There is no such folder.</summary>
    NoFolder,

    /// <summary>It cannot be written there.</summary>
    NotWritten,
}

/// <summary>What became of a support bundle.</summary>
/// <param name="Result">Whether it was saved.</param>
/// <param name="Path">The file; or the folder that is not there.</param>
public sealed record BundleAnswer(BundleResult Result, string Path);

/// <summary>The desk as an administrator's screen sees it.</summary>
public interface IHealthDesk
{
    /// <summary>How the stand is.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<HealthView> HealthAsync(CancellationToken cancellation);

    /// <summary>Has the desk look at every part; takes some seconds.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<SelfTestView> SelfTestAsync(CancellationToken cancellation);

    /// <summary>Has the desk make a support bundle (some seconds; audited), and saves it on the computer of the screen, as the screen's user.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<BundleAnswer> BundleAsync(string folder, string staff, CancellationToken cancellation);
}
