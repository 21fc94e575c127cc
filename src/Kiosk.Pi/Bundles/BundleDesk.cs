using System.Globalization;
using System.Text;
using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;

namespace Kiosk.Pi.Bundles;

/// <summary>The running desk for a bundle: field by field, without the words of others.</summary>
internal static class BundleDesk
{
    public static async Task<string> OfAsync(KioskOptions options, TimeProvider time, CancellationToken stop)
    {
        using var desk = new HttpDeskClient(options.Desk.Socket, time);
        try
        {
            return Of(await desk.SnapshotAsync(stop), await desk.HealthAsync(stop));
        }
        catch (DeskUnreachableException)
        {
            return "No desk answers at Desk:Socket.\n";
        }
    }

    private static string Of(Snapshot snapshot, HealthView health)
    {
        var text = new StringBuilder();
        var stand = snapshot.Stand;
        Add("state", stand.State);
        Add("facility", stand.Facility);
        Add("method", stand.Method);
        Add("reader", stand.Reader);
        Add("severalCards", stand.SeveralCards);
        Add("givenUpCards", stand.GivenUpCards);
        Add("panel", stand.PanelTrouble is null ? "works" : "has trouble");
        Add("clock", stand.Clock);
        Add("clockOffSeconds", stand.ClockOffSeconds);
        Add("authority", stand.Authority);
        Add("authorityMessage", stand.AuthorityMessage is null ? "none" : "(there is one, not shown)");
        Add("authorityFrom", stand.AuthorityFrom);
        Add("authorityUntil", stand.AuthorityUntil);
        Add("authorityHaltedSince", stand.AuthorityHaltedSince);
        Add("authorityTriedNext", stand.AuthorityTriedNext);
        Add("visualGranted", stand.VisualGranted);
        Add("unreadableResults", stand.UnreadableResults);
        Add("pendingVisits", stand.PendingVisits);
        Add("contradictions", stand.Contradictions);
        Add("exportTrouble", stand.ExportTrouble);
        Add("isFaceFolderAway", stand.IsFaceFolderAway);
        Add("faceResults", stand.FaceResults);
        Add("ticketsNoted", snapshot.TicketsNoted);
        Add("version", health.Version);
        Add("startedAt", health.StartedAt);
        Add("device", health.Device);
        Add("certificateUntil", health.CertificateUntil);
        Add("authorityCheckedAt", health.AuthorityCheckedAt);
        Add("authorityMilliseconds", health.AuthorityMilliseconds);
        Add("freeMiB", health.FreeBytes >> 20);
        Add("vaultMiB", health.VaultBytes >> 20);
        Add("memoryMiB", health.MemoryBytes >> 20);
        AddVisit("visit", snapshot.Visit);
        AddVisit("lastVisit", snapshot.LastVisit);
        return text.ToString();

        void Add(string name, object? value) => text.Append(CultureInfo.InvariantCulture, $"{name}: {(value is DateTimeOffset at ? at.ToString("O", CultureInfo.InvariantCulture) : value ?? "-")}\n");

        void AddVisit(string name, VisitView? visit)
        {
            Add(name, visit?.Id);
            if (visit is not null)
            {
                Add($"{name}.state", visit.State);
                Add($"{name}.method", visit.Method);
                Add($"{name}.triesLeft", visit.TriesLeft);
                Add($"{name}.outcome", visit.Outcome);
                Add($"{name}.reason", visit.Reason);
                Add($"{name}.certificate", visit.Certificate);
                Add($"{name}.kept", visit.Kept);
                Add($"{name}.startedAt", visit.StartedAt);
                Add($"{name}.endedAt", visit.EndedAt);
            }
        }
    }
}
