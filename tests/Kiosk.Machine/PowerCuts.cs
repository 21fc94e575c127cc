using System.Security.Cryptography;
using Kiosk.Bench.People;
using Kiosk.Desk;

namespace Kiosk.Machine;

/// <summary>Pulls the plug at random moments of visits. The stand comes back by itself, and what a lamp told to a visitor is kept.</summary>
internal sealed class PowerCuts(Site site, Run run)
{
    // Each meets another state of the vault and of the authority.
    private static readonly string[] Who = ["hanako", "taro", "ume", "osoi", "matsu"];

    /// <summary>With a stand of its own, from its first boot on.</summary>
    public async Task RunAsync(string image, int cuts, CancellationToken stop)
    {
        await run.StepAsync("A stand is set up", async () =>
        {
            await site.WriteCardAsync(image, site.BootFiles(), stop);
            await run.PlugInAsync(stop);
            await run.UntilReadyAsync(stop);
            await run.UntilGoodAsync('A', Run.Patience, stop);
        });
        await RunAsync(cuts, stop);
    }

    /// <summary>With the stand that runs.</summary>
    public async Task RunAsync(int cuts, CancellationToken stop)
    {
        if (cuts == 0)
        {
            return;
        }

        var slowest = TimeSpan.Zero;
        var (visit, asking) = await OneVisitAsync(stop);
        for (var cut = 1; cut <= cuts; cut++)
        {
            var who = Who[cut % Who.Length];
            // Every second one when the authority is asked, and something is told and kept: a small part of a visit. Each to a little after the outcome, as long as that takes on this machine.
            var afterKeys = cut % 2 == 0;
            var wait = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)(1.3 * (afterKeys ? asking : visit).TotalMilliseconds)));
            var number = cut;
            await run.StepAsync($"Power cut {number} of {cuts}, {wait.TotalSeconds:0.0} s after {(afterKeys ? $"{who}'s last key" : $"{who}'s card was laid")}: it comes back by itself, nothing that was told is lost", async () =>
            {
                var (state, told) = await CutAsync(who, afterKeys, wait, stop);
                await run.PlugInAsync(stop);
                var from = TimeProvider.System.GetTimestamp();
                await run.UntilReadyAsync(stop);
                var took = TimeProvider.System.GetElapsedTime(from);
                slowest = took > slowest ? took : slowest;
                await run.ExpectNothingLostAsync(stop);
                await run.TellAsync($"cut in {state}, {(told ? "told" : "not told")}; ready again after {took.TotalSeconds:0} s; {run.Acknowledged} results told so far, all there");
            });
        }

        await run.TellAsync($"{cuts} power cuts, {run.Acknowledged} results told, 0 lost; the slowest start took {slowest.TotalSeconds:0} s");
    }

    private async Task<(TimeSpan Visit, TimeSpan Asking)> OneVisitAsync(CancellationToken stop)
    {
        var from = TimeProvider.System.GetTimestamp();
        var asking = await run.VisitAsync(Who[0], stop);
        var took = TimeProvider.System.GetElapsedTime(from);
        await run.TakeCardAsync(stop);
        return (took, asking);
    }

    private async Task<(string State, bool Told)> CutAsync(string who, bool afterKeys, TimeSpan wait, CancellationToken stop)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (!afterKeys)
        {
            cut.CancelAfter(wait);
        }

        var (visit, state) = ((Guid?)null, "the card's reading");
        try
        {
            await run.Machine.Reader.LayAsync(site.CardOf(who), stop);
            visit = (await run.Desk.UntilAsync("the PIN to be asked for", now => now.Visit?.State == VisitPhase.Pin, Run.Patience, cut.Token)).Visit!.Id;
            state = "typing";
            await run.Header.PressAsync(Person.Named(who).Pin + "#", cut.Token);
            state = "asking";
            if (afterKeys)
            {
                cut.CancelAfter(wait);
            }

            await run.Header.UntilAsync("the lamp GO", Run.IsDone, Run.Patience, cut.Token);
            state = "the outcome";
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cut.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Now.
        }

        var told = visit is not null && Run.IsDone(run.Header.Lit);
        await run.PullThePlugAsync();
        if (told)
        {
            run.Acknowledge(visit!.Value);
        }

        return (state, told);
    }
}
