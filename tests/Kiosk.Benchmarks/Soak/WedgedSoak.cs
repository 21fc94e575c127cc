using System.Globalization;
using Kiosk.Bench.Cards;
using Kiosk.Bench.Pcsc;
using Kiosk.Card;

namespace Kiosk.Benchmarks.Soak;

/// <summary>Many cards in a row that never answer, at the stand's card room in this process: each is given up, and after each a good card is served.</summary>
internal static class WedgedSoak
{
    // Short, so that giving up is what is soaked, and not waiting; a good card answers within a few milliseconds here.
    private static readonly TimeSpan CallLimit = TimeSpan.FromMilliseconds(150);

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(int cards, TextWriter output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("kbw").FullName;
        try
        {
            await using var rig = await PcscRig.StartAsync(folder, StatusPoll.Quick, stop);
            rig.UseInThisProcess();
            await rig.StartCardHostAsync(stop);
            var options = new CardOptions(JpkiTestAuthority.Open(folder, TimeProvider.System).CaFolder, Reader: null) { CallLimit = CallLimit };
            await using var reader = new PcscCardReader(options, TimeProvider.System, () => true);
            await using var visits = new WedgedVisits(new CardHostClient(folder), reader);
            var log = new SoakLog(cards, "this process", () => (ProcessSize.Of(Environment.ProcessId), ProcessSize.Of(rig.PcscdPid)), () => GC.GetTotalMemory(forceFullCollection: false), output);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{cards} cards that never answer, in one of the six commands of a visit in turns, given up after {CallLimit.TotalMilliseconds} ms; after each a good one."));
            await log.BeginAsync();
            try
            {
                for (var number = 0; number < cards && !log.IsHopeless; number++)
                {
                    await log.VisitedAsync(await visits.VisitAsync(number, stop));
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                // Told with the table so far. Ctrl+C may have reached the card's processes first, so anything may be said here.
            }

            return await log.EndAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
