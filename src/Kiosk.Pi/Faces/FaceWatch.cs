using Kiosk.Authority;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Faces;

/// <summary>
/// Takes the results of a face reader of the existing type from its folder (<c>OQS/face</c>) into the list. Only reads: the files belong to the receipt computer, which may take them at any
/// moment. Looks by itself, since folders of other computers do not tell of changes.
/// </summary>
internal sealed class FaceWatch(KioskOptions options, IVault vault, FacilityCode facility, DeskInbox inbox, AuditWriter audit, Func<ClockState> clock, TimeProvider time, ILogger<FaceWatch> log) : BackgroundService
{
    private const string Names = "OQSsiquc01res_face_*.xml";

    // A first look may find months of them: the newest come first, and a silent folder is noticed.
    private const int MostAtOnce = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private HashSet<(string Name, DateTime WrittenAt, long Length)> done = [];
    private bool isAway;
    private int takenIn;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Face.Folder is not { } folder)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var round = Task.Run(() => LookAsync(new DirectoryInfo(folder), stoppingToken), CancellationToken.None);
            try
            {
                Tell(!await round.WaitAsync(Patience, time, stoppingToken));
            }
            catch (TimeoutException)
            {
                // A second look beside it would wait for the same.
                Tell(away: true);
                Tell(!await round.WaitAsync(stoppingToken));
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // False: the folder cannot be read.
    private async Task<bool> LookAsync(DirectoryInfo folder, CancellationToken stop)
    {
        FileInfo[] files;
        try
        {
            files = folder.GetFiles(Names);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        done = [.. files.Select(Mark).Where(done.Contains)];
        foreach (var file in files.Where(file => !done.Contains(Mark(file))).OrderByDescending(file => file.LastWriteTimeUtc).Take(MostAtOnce))
        {
            var mark = Mark(file);
            if (await FaceFile.ReadAsync(file.FullName, time, stop) is { } content && await TakeInAsync(file, content, stop))
            {
                done.Add(mark);
            }
        }

        return true;
    }

    // True: there is nothing more to do with this file.
    private async Task<bool> TakeInAsync(FileInfo file, byte[] content, CancellationToken stop)
    {
        if (OfficialFile.Read(content) is not { } read)
        {
            log.LogWarning("A file of the face reader is no result that can be read: {Name}.", file.Name);
            return true;
        }

        if (read.FacilityCode is { } other && other != facility.Value)
        {
            log.LogWarning("A result in the face reader's folder is of another facility: {Name}.", file.Name);
            return true;
        }

        var result = FaceResult.Of(read.Confirmation, content, new DateTimeOffset(file.LastWriteTimeUtc));
        if (clock() == ClockState.Synchronized && Retention.IsPast(result.LastDay, JapanTime.DateOf(time.GetUtcNow())))
        {
            return true;
        }

        var (known, unread) = await vault.FindAsync(result.VisitId, stop);
        if (known is not null)
        {
            return true;
        }

        if ((unread ?? await vault.KeepAsync(result, stop)) is { } trouble)
        {
            log.LogError("A result of the face reader could not be kept: {Trouble}. It is tried again.", trouble);
            return false;
        }

        audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultTakenIn, result.VisitId, Outcome: result.Outcome, Reason: result.Reason, Detail: "source=faceReader"));
        takenIn++;
        inbox.Post(new DeskMessage.FacesChecked(isAway, takenIn));
        return true;
    }

    private void Tell(bool away)
    {
        if (away != isAway)
        {
            isAway = away;
            log.LogInformation("Face:Folder '{Folder}': {State}.", options.Face.Folder, away ? "cannot be read" : "is read");
            inbox.Post(new DeskMessage.FacesChecked(isAway, takenIn));
        }
    }

    private static (string, DateTime, long) Mark(FileInfo file) => (file.Name, file.LastWriteTimeUtc, file.Length);
}
