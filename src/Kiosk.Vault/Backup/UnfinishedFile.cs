using Kiosk.Secrets;

namespace Kiosk.Vault.Backup;

/// <summary>A file that appears under its name whole or not at all, for its owner only.</summary>
/// <param name="target">The file.</param>
public sealed class UnfinishedFile(string target)
{
    private readonly string unfinished = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(target))!, $".{Path.GetFileName(target)}.part");

    /// <summary>Writes it beside its name, down to the disk.</summary>
    public BackupFailure? Write(Action<Stream> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            // What was left by a run that was killed keeps its mode, so it goes first.
            File.Delete(unfinished);
            using var file = VaultFolder.CreateNew(unfinished);
            content(file);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception e) when (BackupFailure.Of(e, target, BackupTrouble.NotWritable) is { } failure)
        {
            return Told(failure);
        }
    }

    /// <summary>Gives it its name.</summary>
    public BackupFailure? Finish(bool replace)
    {
        try
        {
            File.Move(unfinished, target, replace);
            Folder.Sync(Path.GetDirectoryName(unfinished)!);
            return null;
        }
        catch (IOException) when (!replace && File.Exists(target))
        {
            return new BackupFailure(BackupTrouble.Exists, target);
        }
        catch (Exception e) when (BackupFailure.Of(e, target, BackupTrouble.NotWritable) is { } failure)
        {
            return Told(failure);
        }
    }

    /// <summary>Removes what was written so far.</summary>
    public void Remove()
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The stick that did not take the file does not give it back either.
        }
    }

    // Of a file that is written, nothing is altered: the system said nothing more than that it failed.
    private static BackupFailure Told(BackupFailure failure) => failure.Trouble is BackupTrouble.Altered or BackupTrouble.CutOff ? failure with { Trouble = BackupTrouble.Failed } : failure;
}
