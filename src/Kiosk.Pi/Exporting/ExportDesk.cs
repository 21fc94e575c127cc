using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Exports;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Records;

namespace Kiosk.Pi.Exporting;

/// <summary>Makes the files that people ask for, and audits that they left the stand, and why.</summary>
internal sealed class ExportDesk(IVault vault, FacilityCode facility, Func<ExportSettings> settings, AuditWriter audit, TimeProvider time)
{
    // Shorter than the screen waits for an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>The file of a kept result, to be handed to whoever asks.</summary>
    public async Task<(ExportAnswer Answer, ExportFile? File)> TakeAsync(Guid visitId, ExportFormat format, ExportEncoding encoding, ExportPurpose purpose, string staff, CancellationToken cancellation)
    {
        var (answer, file) = await MakeAsync(visitId, format, encoding, purpose, cancellation);
        if (file is not null)
        {
            Audit(visitId, format, staff, purpose.Audited);
        }

        return (answer, file);
    }

    /// <summary>Puts the file of a kept result into the folder for other programs.</summary>
    public async Task<ExportAnswer> PutAsync(Guid visitId, ExportOrder order, string staff, CancellationToken cancellation)
    {
        var purpose = new ExportPurpose(order.Reason, order.Note);
        var exports = settings();
        var (answer, file) = await MakeAsync(visitId, order.Format, exports.Encoding, purpose, cancellation);
        if (file is null)
        {
            return answer;
        }

        if (exports.Folder is not { } folder)
        {
            return new ExportAnswer(ExportResult.NoFolder);
        }

        // Whoever asked may have gone, and a folder that does not answer may take it yet: it is audited when it is there.
        var written = Task.Run(
            () =>
            {
                var trouble = new ExportFolder(folder).Write(file);
                if (trouble is null)
                {
                    Audit(visitId, order.Format, staff, $"to=folder {purpose.Audited}");
                }

                return trouble;
            },
            CancellationToken.None);
        try
        {
            return await written.WaitAsync(Patience, time, CancellationToken.None) is { } trouble ? new ExportAnswer(ExportResult.NotWritten, Trouble: trouble) : answer;
        }
        catch (TimeoutException)
        {
            return new ExportAnswer(ExportResult.NotWritten, Trouble: ExportTrouble.Silent);
        }
    }

    /// <summary>The list of a day, to be handed to whoever asks; null with why not.</summary>
    public async Task<(ExportAnswer Answer, ExportFile? File)> TakeDayAsync(DateOnly day, ExportEncoding encoding, ExportPurpose purpose, string staff, CancellationToken cancellation)
    {
        if (await vault.OnDayAsync(day, cancellation) is not { Value: { } results })
        {
            return (new ExportAnswer(ExportResult.Unreadable), null);
        }

        if (purpose.FaultOf(results.SelectMany(result => result.Confirmation?.Records ?? [])) is { } fault)
        {
            return (new ExportAnswer(ExportResult.NoteRefused, fault), null);
        }

        audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.DayExported, Staff: staff, Detail: $"format=csv day={day:yyyy-MM-dd} count={results.Count} {purpose.Audited}"));
        return (new ExportAnswer(ExportResult.Done), ExportFile.OfDay(day, results, encoding));
    }

    /// <summary>Audits that a result left the stand.</summary>
    /// <param name="visitId">Whose.</param>
    /// <param name="format">In which form.</param>
    /// <param name="staff">Who took it; null: the stand itself.</param>
    /// <param name="why">Where to, and why; a person always says.</param>
    public void Audit(Guid visitId, ExportFormat format, string? staff, string why) => audit.Write(new AuditEvent(
        time.GetUtcNow(), format == ExportFormat.Ticket ? AuditKind.TicketExported : AuditKind.ResultExported, visitId, staff, Detail: $"format={ExportWords.Of(format)} {why}"));

    private async Task<(ExportAnswer Answer, ExportFile? File)> MakeAsync(Guid visitId, ExportFormat format, ExportEncoding encoding, ExportPurpose purpose, CancellationToken cancellation)
    {
        var (result, trouble) = await vault.FindAsync(visitId, cancellation);
        if (result is null)
        {
            return (new ExportAnswer(trouble is null ? ExportResult.NoSuchResult : ExportResult.Unreadable), null);
        }

        if (purpose.FaultOf(result.Confirmation?.Records ?? []) is { } fault)
        {
            return (new ExportAnswer(ExportResult.NoteRefused, fault), null);
        }

        return ExportFile.Of(result, format, facility, encoding) is { } file
            ? (new ExportAnswer(ExportResult.Done), file)
            : (new ExportAnswer(ExportResult.Nothing), null);
    }
}
