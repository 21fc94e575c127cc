using System.Globalization;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>What a desk's process holds, as the kernel counts it.</summary>
/// <param name="Descriptors">Files and lines that are open.</param>
/// <param name="Kilobytes">Memory that is resident.</param>
internal sealed record DeskBurden(int Descriptors, long Kilobytes)
{
    // What a desk opens and closes while it does its work.
    private const int DescriptorsMore = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static DeskBurden Of(int pid) => new(
        // Less the program's own parts: whatever path is taken for the first time opens one, and it stays open.
        Directory.GetFiles($"/proc/{pid}/fd").Count(link => new FileInfo(link).LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) != true),
        long.Parse(File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));

    /// <summary>Waits until nothing is left open that was not open then.</summary>
    public async Task UntilNothingMoreIsOpenAsync(int pid)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Of(pid) is var now && now.Descriptors > Descriptors + DescriptorsMore)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{now.Descriptors} descriptors are open; there were {Descriptors}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
