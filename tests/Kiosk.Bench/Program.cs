using System.Globalization;
using Kiosk.Bench.Cards;
using Kiosk.Bench.Pcsc;

using var stop = new CancellationTokenSource();
switch (args)
{
    case ["card-host", var folder, var port]:
        await CardHost.RunAsync(folder, int.Parse(port, CultureInfo.InvariantCulture), stop.Token);
        return 0;
    case ["rig", var folder]:
        await using (var rig = await PcscRig.StartAsync(folder, stop.Token))
        {
            await rig.StartCardHostAsync(stop.Token);
            Console.WriteLine($"{rig.PcscdPid} {rig.NamespacePid} {rig.PcscSocket}");
            await Console.In.ReadToEndAsync(stop.Token);
        }

        return 0;
    default:
        return 2;
}
