using System.Diagnostics.Metrics;
using Kiosk.Desk;
using Kiosk.Pi.Desk;

namespace Kiosk.Pi.Metrics;

/// <summary>How the stand is. Looked at when somebody scrapes, and at no other time.</summary>
internal sealed class StandGauges
{
    public StandGauges(Meter meter, SnapshotFeed feed, HealthEndpoints health, TimeProvider time)
    {
        Tell(meter, "kiosk.stand.ready", "Whether a card may be laid", stand => One(stand.State == StandState.Ready));
        Tell(meter, "kiosk.reader.state", "How the reader is", stand => States(stand.Reader));
        Tell(meter, "kiosk.authority.state", "How the authority is", stand => States(stand.Authority));
        Tell(meter, "kiosk.clock.state", "Whether dates are judged", stand => States(stand.Clock));
        Tell(meter, "kiosk.panel.ready", "Whether keypad, lamps, buzzer and voice work", stand => One(stand.PanelTrouble is null));
        Tell(meter, "kiosk.exports.ready", "Whether results reach the folder for other programs", stand => One(stand.ExportTrouble is null));
        Tell(meter, "kiosk.faces.ready", "Whether the face reader's folder can be read", stand => One(!stand.IsFaceFolderAway));
        Tell(meter, "kiosk.vault.aside", "Whether a vault was set aside, and no administrator said that he knows", stand => One(stand.Aside is not null));
        Tell(meter, "kiosk.vault.unreadable", "Kept results that do not open", stand => [new(stand.UnreadableResults)]);
        Tell(meter, "kiosk.cards.given_up", "Cards that never answered, since the start", stand => [new(stand.GivenUpCards)]);
        Tell(meter, "kiosk.pending.visits", "Visits that wait for staff, because nobody could be asked", stand => [new(stand.PendingVisits)]);
        Tell(meter, "kiosk.pending.contradictions", "Checks by paper that a later answer contradicts", stand => [new(stand.Contradictions)]);
        Tell(meter, "kiosk.clock.offset", "How far the clock is ahead of the authority's; zero while they agree to a minute", stand => [new(stand.ClockOffSeconds ?? 0)], "s");
        meter.CreateObservableGauge("kiosk.certificate.remaining", () => (health.View().CertificateUntil - time.GetUtcNow()).TotalDays, "d", "What is left of the stand's certificate");
        meter.CreateObservableGauge("kiosk.disk.free", () => Measured(health.View().FreeBytes), "By", "What is left on the vault's disk");
        meter.CreateObservableGauge("kiosk.vault.size", () => health.View().VaultBytes, "By", "What the vault's files take");
        meter.CreateObservableGauge("kiosk.memory", () => health.View().MemoryBytes, "By", "What the desk takes of the memory");
        meter.CreateObservableGauge("kiosk.start.time", () => health.View().StartedAt.ToUnixTimeSeconds(), "s", "Since when the desk runs, in seconds since 1970");
        meter.CreateObservableGauge("kiosk.build.info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", ProgramVersion.Text)), unit: null, "The program's version");

        void Tell(Meter meter, string name, string description, Func<StandView, IEnumerable<Measurement<int>>> look, string? unit = null) =>
            meter.CreateObservableGauge(name, () => feed.Latest is { } latest ? look(latest.Stand) : [], unit, description);
    }

    private static IEnumerable<Measurement<int>> One(bool isSo) => [new(isSo ? 1 : 0)];

    private static IEnumerable<Measurement<long>> Measured(long? value) => value is { } known ? [new(known)] : [];

    // One for each state, so that a state that is left goes back to zero.
    private static IEnumerable<Measurement<int>> States<T>(T now)
        where T : struct, Enum => Enum.GetValues<T>().Select(state => new Measurement<int>(EqualityComparer<T>.Default.Equals(state, now) ? 1 : 0, Label.Of("state", state)));
}
