using Kiosk.Machine.Stand;

namespace Kiosk.Machine;

/// <summary>From an SD card to the first visit, through power cuts, an update, a bad update and a wipe, to the next first visit: on the image as it is.</summary>
internal sealed class WholeTest(Site site, Run run)
{
    private static readonly TimeSpan Installs = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Blinks = TimeSpan.FromMinutes(2);

    /// <summary>All of it. A step that fails throws.</summary>
    /// <param name="image">The image, unpacked.</param>
    /// <param name="update">A newer version, signed.</param>
    /// <param name="bad">A version whose system does not start, signed.</param>
    /// <param name="lost">A version that starts, but no card can be read in it, signed.</param>
    public async Task RunAsync(string image, string update, string bad, string lost, int cuts, CancellationToken stop)
    {
        await run.StepAsync("The image is written to a card, kiosk.json and the certificates onto its boot partition", () => site.WriteCardAsync(image, site.BootFiles(), stop));
        await run.StepAsync("First boot: the file is taken, the stand enrols and is ready for a card", () => FirstBootAsync(stop));
        await run.StepAsync("A visit: card, PIN by keys, lamps, the result on the screen and in the vault", () => FirstVisitAsync(stop));
        await new PowerCuts(site, run).RunAsync(cuts, stop);
        await run.StepAsync("An update by a stick: into the other slot, and started from there", () => UpdateAsync(update, 'B', stop));
        await run.StepAsync("An update that does not start: three tries, then the stand goes back by itself", () => RollBackAsync(bad, stop));
        await run.StepAsync("An update that starts and reads no card: found out, and the stand goes back by itself", () => LostPartAsync(lost, stop));
        await run.StepAsync("A wipe: asked for by a file on the boot partition, confirmed by keys; a power cut while it wipes", () => WipeAsync(stop));
        await run.StepAsync("A stick with a wrong file: refused, told by lamp, screen and a file beside it", () => WrongFileAsync(stop));
        await run.StepAsync("A stick with a code that the authority does not know: told by lamp, and no fault of the slot", () => RefusedCodeAsync(stop));
        await run.StepAsync("A stick with the right file: the wiped stand is set up again, without a start", () => SecondSetUpAsync(stop));
        await run.StepAsync("A stick at a stand that is set up: nothing is taken", () => StrangersStickAsync(stop));
    }

    private async Task FirstBootAsync(CancellationToken stop)
    {
        await run.PlugInAsync(stop);
        await run.UntilReadyAsync(stop);
        await run.UntilGoodAsync('A', Run.Patience, stop);
        var left = await run.Machine.Shell.RunAsync("ls /boot/firmware; findmnt -n -o OPTIONS /boot/firmware", stop);
        Run.Expect(!left.Contains("kiosk.json", StringComparison.OrdinalIgnoreCase), $"kiosk.json lies on the boot partition still: {left}");
        Run.Expect(left.Contains("ro,", StringComparison.Ordinal), $"The boot partition can be written to: {left}");
        await run.TellAsync(await TimesAsync(stop));
        await run.TellAsync("exposure (systemd-analyze security): " + (await run.Machine.Shell.RunAsync(
            "for unit in kiosk kiosk-enrol kiosk-screen kiosk-first-boot kiosk-stick kiosk-wipe kiosk-blink kiosk-selftest; do systemd-analyze security --no-pager $unit.service | sed -n \"s/.*level for \\([a-z-]*\\).service: \\([0-9.]*\\).*/\\1 \\2/p\"; done", stop)).Trim().ReplaceLineEndings(", "));
        await ScreenInside.UntilAsync(run.Machine.Shell, "受付できます", Run.Patience, stop);
        await run.PhotographAsync("1-ready", stop);
    }

    private async Task<string> TimesAsync(CancellationToken stop) =>
        $"systemd: the desk was ready {(await run.Machine.Shell.RunAsync("systemctl show -P ActiveEnterTimestampMonotonic kiosk.service", stop)).Trim()[..^6]} s after the kernel began, in slot {(await run.Machine.Shell.RunAsync("systemctl show -P ActiveEnterTimestampMonotonic kiosk-good.service", stop)).Trim()[..^6]} s good";

    private async Task FirstVisitAsync(CancellationToken stop)
    {
        await run.VisitAsync("hanako", stop);
        await ScreenInside.UntilAsync(run.Machine.Shell, "資格(有効)", Run.Patience, stop);
        await ScreenInside.UntilAsync(run.Machine.Shell, "花子", Run.Patience, stop);
        await run.PhotographAsync("2-result", stop);
        await run.TakeCardAsync(stop);
        await run.ExpectNothingLostAsync(stop);
        await run.Machine.Monitor.PressAsync(stop, "f1");
        await ScreenInside.UntilAsync(run.Machine.Shell, "キーの説明", Run.Patience, stop);
        await run.PhotographAsync("3-typed-key", stop);
        await run.Machine.Monitor.PressAsync(stop, "esc");
        var told = await run.Machine.Shell.RunAsync("journalctl -b -o cat --no-pager | grep -E '花子|カクウ|BENCH0000001' || true", stop);
        Run.Expect(told.Length == 0, $"The computer's log names a visitor: {told}");
    }

    private async Task UpdateAsync(string bundle, char slot, CancellationToken stop)
    {
        await PlugAsync("update", await OneAsync(bundle, stop), stop);
        await run.UntilGoodAsync(slot, Installs, stop);
        await run.UntilReadyAsync(stop);
        await run.ExpectNothingLostAsync(stop);
        await run.TellAsync((await run.Machine.Shell.RunAsync("NO_COLOR=1 rauc status | grep -E 'Booted|status' | sed 's/\\x1b\\[[0-9;]*m//g; s/^  *//'", stop)).ReplaceLineEndings("; "));
        await run.Machine.Monitor.UnplugAsync("update", stop);
    }

    private async Task RollBackAsync(string bundle, CancellationToken stop)
    {
        var before = await run.StartIdAsync(stop);
        await PlugAsync("bad", await OneAsync(bundle, stop), stop);
        await run.UntilGoodAsync('B', Installs, stop, since: before);
        await run.UntilReadyAsync(stop);
        var tries = (await run.Machine.Shell.RunAsync("fw_printenv -n BOOT_A_LEFT", stop)).Trim();
        Run.Expect(tries == "0", $"Slot A, which does not start, has {tries} tries left.");
        await run.ExpectNothingLostAsync(stop);
        await run.Machine.Monitor.UnplugAsync("bad", stop);
    }

    private async Task LostPartAsync(string bundle, CancellationToken stop)
    {
        var before = await run.StartIdAsync(stop);
        await PlugAsync("lost", await OneAsync(bundle, stop), stop);
        await run.UntilTriedAsync('A', Installs, stop);
        // Its first try is its last one here, as each takes two minutes of looking.
        await run.Machine.Shell.RunAsync("fw_setenv BOOT_A_LEFT 0", stop);
        await run.UntilGoodAsync('B', Installs, stop, since: before);
        await run.UntilReadyAsync(stop);
        var why = await run.Machine.Shell.RunAsync("journalctl -b -1 -o cat --no-pager -u kiosk-good", stop);
        Run.Expect(why.Contains("does not now:", StringComparison.Ordinal) && why.Contains(" reader", StringComparison.Ordinal), $"Slot A was left for another reason: {why}");
        await run.ExpectNothingLostAsync(stop);
        await run.Machine.Monitor.UnplugAsync("lost", stop);
    }

    private async Task WipeAsync(CancellationToken stop)
    {
        await run.Machine.Shell.RunAsync("mount -o remount,rw /boot/firmware; touch /boot/firmware/kiosk-wipe; mount -o remount,ro /boot/firmware; systemctl --no-block reboot", stop);
        await run.Header.UntilAsync("the stand to end", lit => lit.Count == 0, Run.Patience, stop);
        await run.Header.UntilAsync("all lamps to flash", lit => lit.Count == 4, Run.Patience, stop);
        await run.UntilUpAsync(stop);
        await run.Header.PressAsync("*0#*0#", stop);
        await run.Machine.Shell.RunAsync("until [ -e /data/wipe/begun ] || [ ! -e /boot/firmware/kiosk-wipe ]; do sleep 0.02; done", stop);
        await run.PullThePlugAsync();
        await run.PlugInAsync(stop);
        await run.UntilUpAsync(stop);
        var blinks = await run.Header.BlinksAsync(Blinks, stop);
        Run.Expect(blinks == 7, $"A wiped stand must blink 7 times, but blinks {blinks} times.");
        var left = (await run.Machine.Shell.RunAsync("find /var/lib/kiosk /etc/kiosk /data/wipe /data/ssh -mindepth 1 ! -path /etc/kiosk/kiosk.json; ls -d /boot/firmware/kiosk-wipe 2>/dev/null; grep -v // /etc/kiosk/kiosk.json 2>/dev/null | grep Code; true", stop)).Trim();
        Run.Expect(left.Length == 0, $"After the wipe there is still: {left}");
        await run.PhotographAsync("4-wiped", stop);
    }

    private async Task WrongFileAsync(CancellationToken stop)
    {
        await PlugAsync("wrong", site.BootFiles("1329999990"), stop);
        await run.Machine.Shell.UntilAsync("grep -q ^2 /run/kiosk/first-boot.txt", Run.Patience, stop);
        var blinks = await run.Header.BlinksAsync(Blinks, stop);
        Run.Expect(blinks == 2, $"A wrong value must blink 2 times, but blinks {blinks} times.");
        await ScreenInside.UntilAsync(run.Machine.Shell, "Facility:Code", Run.Patience, stop);
        await run.PhotographAsync("5-wrong-file", stop);
        await run.Machine.Monitor.UnplugAsync("wrong", stop);
        var problem = await TechniciansStick.ReadAsync(site.Folder.In("wrong.fat"), "kiosk-problem.txt", stop);
        Run.Expect(problem.Contains("Facility:Code", StringComparison.Ordinal), $"kiosk-problem.txt on the stick does not tell what is wrong: {problem}");
    }

    private async Task RefusedCodeAsync(CancellationToken stop)
    {
        await PlugAsync("refused", site.BootFiles(code: "AAAA-BBBB-CCCC"), stop);
        await run.Machine.Shell.UntilAsync("[ \"$(systemctl show -P ExecMainStatus kiosk-enrol)\" != 0 ]", Run.Patience, stop);
        var blinks = await run.Header.BlinksAsync(Blinks, stop);
        Run.Expect(blinks == 5, $"A refused code must blink 5 times, but blinks {blinks} times.");
        var slot = await run.Machine.Shell.RunAsync("systemctl restart kiosk-good; journalctl -b -o cat --no-pager -u kiosk-good | grep ^kiosk: | tail -n 1", stop);
        Run.Expect(slot.Contains("waits to be set up", StringComparison.Ordinal), $"The slot is not good any more: {slot}");
        await run.Machine.Monitor.UnplugAsync("refused", stop);
    }

    private async Task SecondSetUpAsync(CancellationToken stop)
    {
        await PlugAsync("right", site.BootFiles(), stop);
        await run.UntilReadyAsync(stop);
        await run.Machine.Monitor.UnplugAsync("right", stop);
        var left = await TechniciansStick.ListAsync(site.Folder.In("right.fat"), stop);
        Run.Expect(!left.Contains("kiosk.json", StringComparison.OrdinalIgnoreCase), $"kiosk.json lies on the stick still: {left}");
        await run.VisitAsync("ume", stop);
        await run.TakeCardAsync(stop);
    }

    private static async Task<Dictionary<string, byte[]>> OneAsync(string file, CancellationToken stop) => new(StringComparer.Ordinal) { [Path.GetFileName(file)] = await File.ReadAllBytesAsync(file, stop) };

    private async Task StrangersStickAsync(CancellationToken stop)
    {
        const string Digest = "find /etc/kiosk -type f | sort | xargs sha256sum | sha256sum";
        var before = await run.Machine.Shell.RunAsync(Digest, stop);
        await PlugAsync("strangers", site.BootFiles(), stop);
        await run.Machine.Shell.UntilAsync("systemctl is-failed -q kiosk-stick && ! findmnt -n /media/kiosk", Run.Patience, stop);
        await run.UntilReadyAsync(stop);
        Run.Expect(await run.Machine.Shell.RunAsync(Digest, stop) == before, "A stick changed the configuration of a stand that was set up.");
        await run.Machine.Monitor.UnplugAsync("strangers", stop);
        var left = await TechniciansStick.ListAsync(site.Folder.In("strangers.fat"), stop);
        Run.Expect(left.Contains("kiosk.json", StringComparison.Ordinal) && left.Contains("kiosk-problem.txt", StringComparison.Ordinal), $"On the stick lie: {left}");
    }

    private async Task PlugAsync(string name, Dictionary<string, byte[]> files, CancellationToken stop)
    {
        var stick = site.Folder.In($"{name}.fat");
        await TechniciansStick.MakeAsync(stick, files, stop);
        await run.Machine.Monitor.PlugAsync(stick, name, stop);
    }
}
