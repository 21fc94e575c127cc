using Kiosk.Authority;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Watches;

/// <summary>Renews the stand's certificate in the last third of its life.</summary>
internal sealed class RenewalWatch(HttpAuthority authority, AuditWriter audit, TimeProvider time, ILogger<RenewalWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Audit(AuditKind.CertificateInUse, $"device={authority.Identity.DeviceId} until={authority.Identity.NotAfter:yyyy-MM-dd}");
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            switch (await authority.RenewIfDueAsync(stoppingToken))
            {
                case RenewalResult.Renewed renewed:
                    log.LogInformation("The stand's certificate was renewed until {NotAfter:yyyy-MM-dd}.", renewed.NotAfter);
                    Audit(AuditKind.CertificateRenewed, $"device={authority.Identity.DeviceId} until={renewed.NotAfter:yyyy-MM-dd}");
                    break;
                case RenewalResult.Failed failed:
                    log.LogWarning("The stand's certificate could not be renewed: {Reason}. It is tried again in {Interval}.", failed.Reason, Interval);
                    Audit(AuditKind.CertificateNotRenewed, $"reason={failed.Reason}");
                    break;
                case RenewalResult.FolderNotWritable:
                    log.LogError("The stand's new certificate cannot be written: give the stand's user the right to write Identity:Folder.");
                    Audit(AuditKind.CertificateNotRenewed, "reason=FolderNotWritable");
                    break;
                default:
                    break;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Audit(AuditKind kind, string detail) => audit.Write(new AuditEvent(time.GetUtcNow(), kind, Detail: detail));
}
