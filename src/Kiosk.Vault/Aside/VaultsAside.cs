using Kiosk.Records;

namespace Kiosk.Vault.Aside;

/// <summary>A vault that was set aside.</summary>
/// <param name="Name">Its folder's name, in the vault's folder.</param>
/// <param name="Path">Its folder.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, by a clock that may have been wrong.</param>
/// <param name="IsAudited">The trail tells of it.</param>
/// <param name="IsSeen">An administrator knows of it.</param>
public sealed record VaultAside(string Name, string Path, AsideReason Reason, DateTimeOffset At, bool IsAudited, bool IsSeen);

/// <summary>What looking after a vault that was set aside came to.</summary>
/// <param name="Deleted">How many results and checks past their last day were deleted.</param>
/// <param name="IsGone">Nothing in it may be kept any longer: all of it was deleted.</param>
/// <param name="Trouble">Why not all is gone that should be; null when it is.</param>
public readonly record struct AsidePurged(int Deleted, bool IsGone, VaultTrouble? Trouble);

/// <summary>The vaults that were set aside, in the folder of the one that followed.</summary>
public sealed class VaultsAside(string folder, TimeProvider time)
{
    private readonly VaultFolder place = new(folder);

    /// <summary>All of them, the newest first. What an administrator put there himself, he knows of. Empty when this user may not look.</summary>
    public IReadOnlyList<VaultAside> All()
    {
        try
        {
            return [.. SetAside.FoldersOf(place).Select(path => (Path: path, Note: NoteOf(path))).Select(aside =>
                new VaultAside(Path.GetFileName(aside.Path), aside.Path, aside.Note.Reason, aside.Note.At, aside.Note.IsAudited, aside.Note.IsSeen))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Notes that the trail tells of one.</summary>
    public void Audited(VaultAside aside) => Change(aside, note => note with { IsAudited = true });

    /// <summary>Notes that an administrator knows of one. False: that cannot be written.</summary>
    public bool See(VaultAside aside) => Change(aside, note => note with { IsSeen = true });

    /// <summary>Deletes what is past its time in one; only while the clock can be trusted, once a day.</summary>
    /// <param name="aside">Which.</param>
    /// <param name="today">The day in Japan.</param>
    /// <param name="trailKeptSince">Rows of the trail of this time and later stay.</param>
    public AsidePurged Purge(VaultAside aside, DateOnly today, DateTimeOffset trailKeptSince)
    {
        ArgumentNullException.ThrowIfNull(aside);
        try
        {
            var note = NoteOf(aside.Path);
            if (note.Day is null)
            {
                // When it was set aside nobody could say that the clock was right.
                note = note with { Day = today };
                note.Write(aside.Path);
            }

            return AsidePurge.Run(aside.Path, Retention.LastDay(note.Day!.Value), today, trailKeptSince);
        }
        catch (IOException)
        {
            return new AsidePurged(0, IsGone: false, VaultTrouble.NoAccess);
        }
        catch (UnauthorizedAccessException)
        {
            return new AsidePurged(0, IsGone: false, VaultTrouble.NoAccess);
        }
    }

    private bool Change(VaultAside aside, Func<AsideNote, AsideNote> change)
    {
        ArgumentNullException.ThrowIfNull(aside);
        try
        {
            change(NoteOf(aside.Path)).Write(aside.Path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private AsideNote NoteOf(string path) => AsideNote.Read(path) ?? new AsideNote(AsideReason.ByHand, time.GetUtcNow(), Day: null, IsAudited: false, IsSeen: true);
}
