using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Pi.Audit;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Kiosk.Vault;
using Kiosk.Vault.Audit;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk audit verify</c>, <c>head</c>, <c>export</c>: reads the vault itself, as the stand's user, whether or not the desk runs.</summary>
internal sealed class AuditVerb(KioskOptions options, TimeProvider time, TextWriter output, TextWriter errors)
{
    private const int MostShown = 50;

    /// <summary>Says whether the trail is whole, and where it is not.</summary>
    public int Verify(string? head)
    {
        TrailHead? witness = null;
        if (head is not null && !TrailHead.TryParse(head, out witness))
        {
            return Refuse(ExitCode.Usage, "--head must be SEQ:MAC, as 'kiosk audit head' and the desk's log write it.");
        }

        return Reading(reader =>
        {
            var report = reader.Verify(witness);
            foreach (var line in TrailWords.Of(report))
            {
                output.WriteLine(line);
            }

            foreach (var finding in report.Findings.Take(MostShown))
            {
                output.WriteLine($"FAIL  {TrailWords.Of(finding)}");
            }

            if (report.FindingCount > MostShown)
            {
                output.WriteLine($"... and {report.FindingCount - MostShown} more.");
            }

            output.WriteLine(report.FindingCount > 0 ? "It is NOT whole." : $"It is whole, and ends with {report.Head}");
            return report.FindingCount > 0 ? ExitCode.Tampered : ExitCode.Done;
        });
    }

    /// <summary>Says where the trail ends, to be noted elsewhere.</summary>
    public int Head() => Reading(reader =>
    {
        if (reader.Head is not { } head)
        {
            return Refuse(ExitCode.Tampered, "The audit trail has no end. 'kiosk audit verify' says more.");
        }

        output.WriteLine(head);
        return ExitCode.Done;
    });

    /// <summary>Writes the trail of some days; that it was taken out is in the trail first.</summary>
    public async Task<int> ExportAsync(TrailFormat format, string? from, string? to, string staff, CancellationToken stop)
    {
        if (TrailDays.Of(from, to, time) is not { } days)
        {
            return Refuse(ExitCode.Usage, $"--from and --to {TrailDays.Wanted}");
        }

        return await AuditExportAsync(days.Exported(format, staff, time), stop) ?? Reading(reader =>
        {
            output.Write(TrailTable.Heading(format));
            return reader.Read(days.Begin, days.Before, row => output.Write(TrailTable.Line(row, format))) is { } trouble
                ? Refuse(ExitCode.Tampered, $"The vault's file cannot be read on ({trouble}). 'kiosk audit verify' says where.")
                : ExitCode.Done;
        });
    }

    /// <summary>The same from the desk that runs, for an auditor who has no other way into the stand.</summary>
    public async Task<int> ExportFromDeskAsync(TrailFormat format, string? from, string? to, string staff, CancellationToken stop)
    {
        using var desk = new HttpDeskClient(options.Desk.Socket, time);
        try
        {
            if (await SignInPrompt.PassAsync(desk, staff, stop) is { } refused)
            {
                return refused;
            }

            var wanted = $"trail?from={from}&to={to}&format={(format == TrailFormat.Csv ? "csv" : "jsonl")}&staff={Uri.EscapeDataString(staff)}";
            await using var trail = Console.OpenStandardOutput();
            return await desk.TrailAsync(wanted, trail, stop) is { } why ? Refuse(ExitCode.Usage, why) : ExitCode.Done;
        }
        catch (DeskRefusedException)
        {
            return Refuse(ExitCode.Refused, $"{staff} may not read the audit trail: the account needs the role auditor.");
        }
        catch (DeskUnreachableException)
        {
            return Refuse(ExitCode.Unavailable, $"No desk answers at Desk:Socket '{options.Desk.Socket}', or it broke off. Is 'kiosk run' running, and may this user use its socket?");
        }
        finally
        {
            await SignInPrompt.LeaveAsync(desk);
        }
    }

    private async Task<int?> AuditExportAsync(AuditEvent exported, CancellationToken stop)
    {
        // Nothing is made here: where there is no vault, the reader says so.
        using (var reader = TrailReader.Open(options.Vault.Folder, out var failed))
        {
            if (reader is null)
            {
                return Refuse(failed!);
            }
        }

        var opened = Rooms.Vault(options);
        if (opened.Value is null)
        {
            return Refuse(opened.ExitCode, opened.Problem);
        }

        await using var vault = opened.Value;
        return await vault.AuditAsync([exported], stop) is { } trouble
            ? Refuse(ExitCode.CannotWrite, $"The audit trail is not written out: that it was could not be audited ({trouble}).")
            : null;
    }

    private int Reading(Func<TrailReader, int> read)
    {
        using var reader = TrailReader.Open(options.Vault.Folder, out var failed);
        if (reader is null)
        {
            return Refuse(failed!);
        }

        return read(reader);
    }

    private int Refuse(VaultOpening failed) => Refuse(failed.Defect == VaultDefect.Missing ? ExitCode.Nothing : ExitCode.Configuration, $"Vault:Folder: {failed.Cure}");

    private int Refuse(int exitCode, string problem)
    {
        errors.WriteLine($"kiosk: {problem}");
        return exitCode;
    }
}
