using Kiosk.Bench.Cards;
using Kiosk.Bench.Pcsc;
using Kiosk.Bench.People;
using Kiosk.Card;

namespace Kiosk.Benchmarks.Cards;

/// <summary>The stand's card room beside OpenSC: the same emulated card, the same real pcscd, one run.</summary>
internal static class CardBenchmark
{
    private const string OnlyJpki = "app default { card_drivers = jpki; }";

    // So that the runtime has compiled what it will use, as it has on a stand at the second visitor.
    private const int WarmUps = 30;

    public static async Task RunAsync(int runs, TextWriter output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("kbm").FullName;
        try
        {
            await using var rig = await PcscRig.StartAsync(folder, StatusPoll.Quick, stop);
            rig.UseInThisProcess();
            await rig.StartCardHostAsync(stop);
            await MeasureAsync(folder, rig.PcscSocket, runs, output, stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string folder, string pcscSocket, int runs, TextWriter output, CancellationToken stop)
    {
        var cards = new CardHostClient(folder);
        var person = Person.Named("hanako");
        var message = "The same message for everybody."u8.ToArray();
        await using var reader = new PcscCardReader(new CardOptions(JpkiTestAuthority.Open(folder, TimeProvider.System).CaFolder, Reader: null), TimeProvider.System, () => true);
        var meter = new CardMeter(cards);
        var ours = new OurCard(reader, meter, person, message);
        OpenSc[] theirs =
        [
            new("OpenSC, card_drivers = jpki", OnlyJpki, folder, pcscSocket, meter, person, message),
            new("OpenSC, its default drivers", configuration: null, folder, pcscSocket, meter, person, message),
        ];
        await LaidCard.LayAsync(cards, reader, person.Key, stop);

        var first = await ours.WholeAsync(stop);
        for (var i = 1; i < WarmUps; i++)
        {
            await ours.WholeAsync(stop);
        }

        CardTask[] tasks = [.. ours.Tasks, .. theirs.SelectMany(each => each.Tasks)];
        var info = await theirs[0].InfoAsync(stop);
        await output.WriteLineAsync($"""
            The card part beside {info.Split('\n')[0].Split(" [")[0]}: one emulated card (hanako), one real pcscd, {runs} runs of each, in turns. APDUs and bytes are counted by the card.
            Kiosk.Card: in this process (JIT), warm after {WarmUps} visits; its certificate row includes recognising the card, the tries, and the check against the pinned CA,
            its signature row the check of the signature; the token, which it reads while the visitor types, is in the whole part only. Its first use in this process took {first.Wall.TotalMilliseconds:F1} ms for the whole card part.
            OpenSC: pkcs15-tool --read-certificate, pkcs15-crypt --sign, pkcs11-tool --login --sign (whose module reads the certificates itself). Each is a process, and its
            time includes the start; the bare start is the last row, and time / card is without it.
            """);
        foreach (var radio in Radio.All)
        {
            await cards.FaultAsync(["clear"], stop);
            await cards.FaultAsync(radio.Fault, stop);
            var table = new CardTable(radio.IsModelled);
            for (var run = 0; run < runs; run++)
            {
                foreach (var task in tasks)
                {
                    table.Add(task, await task.RunAsync(stop));
                }

                table.AddStart((await meter.MeasureAsync(() => theirs[0].InfoAsync(stop), stop)).Wall);
            }

            await output.WriteLineAsync($"\n{radio.Name}\n{table.ToString().TrimEnd()}");
        }

        // A card that signs deterministically gave everybody the same, or the numbers are about different things.
        if (theirs.Any(each => !each.Certificate.AsSpan().SequenceEqual(ours.Certificate) || each.Signatures.Any(signature => !signature.AsSpan().SequenceEqual(ours.Signature))))
        {
            throw new InvalidOperationException("OpenSC and Kiosk.Card did not come to the same certificate and signature.");
        }

        await output.WriteLineAsync("\nAll of them read the same certificate and made the same signature.");
    }
}
