using System.Diagnostics.Metrics;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Records;

namespace Kiosk.Pi.Tests.Metrics;

/// <summary>What visits count for, as they go through the desk's loop.</summary>
public sealed class VisitMeterTests : IDisposable
{
    private readonly List<string> measured = [];
    private readonly MeterListener listener = new();

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Visit_ToItsEnd_CountsOnceWithItsOutcome()
    {
        await using var rig = await ListenAsync();
        await rig.LayCardAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(7));
        rig.Type("1234");
        rig.Confirm();
        await rig.UntilAsync(snapshot => snapshot.Visit?.State == VisitPhase.Finished);
        await rig.TakeCardAsync();
        await rig.StopLoopAsync();
        Assert.Equal(["kiosk.cards.read 1 tries_left=3", "kiosk.visits 1 outcome=noRecord method=pin", "kiosk.visit.duration 7 method=pin"], Measured, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Visit_CardWithoutPinAndTakenAway_CountsAsThat()
    {
        await using var rig = await ListenAsync();
        rig.Reader.Open = () => new ScriptedSession { Tries = null };
        await rig.LayCardAsync(until: VisitPhase.Staff);
        await rig.TakeCardAsync();
        await rig.StopLoopAsync();
        Assert.Contains("kiosk.cards.read 1 tries_left=none", Measured);
        Assert.Contains(Measured, one => one.StartsWith("kiosk.visits 1 outcome=cardRemoved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Visit_WhoseResultCannotBeWritten_CountsThatToo()
    {
        await using var rig = await ListenAsync();
        rig.Vault.Keep = () => Task.FromResult<VaultTrouble?>(VaultTrouble.Full);
        await rig.LayCardAsync();
        rig.Type("1234");
        rig.Confirm();
        await rig.UntilAsync(snapshot => snapshot.Visit?.Kept == false);
        await rig.StopLoopAsync();
        Assert.Contains("kiosk.results.not_kept 1 ", Measured);
    }

    private string[] Measured
    {
        get { lock (measured) { return [.. measured]; } }
    }

    private async Task<DeskRig> ListenAsync()
    {
        var rig = await DeskRig.StartAsync();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            // Other desks of this process have meters of the same name.
            if (instrument.Meter == rig.Meter)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        return rig;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (measured)
        {
            measured.Add($"{instrument.Name} {value} {labels}");
        }
    }
}
