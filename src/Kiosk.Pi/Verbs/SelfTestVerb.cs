using Kiosk.Accounts;
using Kiosk.Authority;
using Kiosk.Card;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Exports;
using Kiosk.Pi.Audit;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Exporting;
using Kiosk.Pi.Watches;
using Kiosk.Records;
using Kiosk.Signals;
using Kiosk.Vault;
using Kiosk.Vault.Aside;
using Kiosk.Vault.Audit;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk selftest</c>: looks at every part and says what to mend. Asks a running desk about what it holds; otherwise opens the parts itself.</summary>
/// <param name="options">What the stand was told.</param>
/// <param name="output">Where to.</param>
/// <param name="tellsOthersWords">Whether the authority's own words are told, which are anything.</param>
internal sealed class SelfTestVerb(KioskOptions options, TextWriter output, bool tellsOthersWords = true)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private int worst = ExitCode.Done;

    public static Task<int> InvokeAsync(KioskOptions options, CancellationToken stop) => new SelfTestVerb(options, Console.Out).RunAsync(stop);

    /// <summary>Writes a line for each part; the exit code is that of the first that is to be mended.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var problems = ConfigurationCheck.ForRun(options).ToList();
        problems.ForEach(problem => Fail("configuration", ExitCode.Configuration, problem));
        if (problems.Count > 0)
        {
            return worst;
        }

        Pass("configuration", $"facility {options.Facility.Code}, method {options.Identity.Method}");
        var facility = KioskConfiguration.Facility(options).Code!;
        var identity = LookAtIdentity(facility);
        var cas = Look("card CAs", Rooms.Cas(options), found => $"{found.Count} pinned");
        Pass("clock", KernelClock.State == ClockState.Synchronized ? "synchronized" : "not synchronized: no date is judged and nothing is purged until it is. Check the time server (timedatectl)");
        LookAtAccounts();
        if (options.Export.Folder is { } folder)
        {
            var trouble = new ExportFolder(folder).Probe();
            Tell("exports", trouble is null, ExitCode.CannotWrite, trouble is { } known ? $"Export:Folder '{folder}' {ExportTroubles.Of(known)}" : folder);
        }

        if (options.Face.Folder is { } faces)
        {
            Tell("face reader", Directory.Exists(faces), ExitCode.Unavailable, Directory.Exists(faces) ? faces : $"Face:Folder '{faces}' is not there. Connect the computer that it is on.");
        }

        if (await RunningDesk.FindAsync(options.Desk.Socket, TimeProvider.System, stop) is { } desk)
        {
            Tell("date", desk.Stand.Clock != ClockState.Doubtful, ExitCode.Unavailable, desk.Stand.Clock switch
            {
                ClockState.Synchronized => "believed",
                ClockState.Unsynchronized => "not judged: no time server has set the clock",
                ClockState.Doubtful => "not judged, and nothing is deleted: the clock is far from where it should be. Check it (timedatectl) and the time server; the authority's date settles it",
            });
            Tell("desk", desk.Stand.State == StandState.Ready, ExitCode.Unavailable, $"running, {desk.Stand.State}");
            Tell("vault", desk.Stand.UnreadableResults == 0, ExitCode.Unavailable, desk.Stand.UnreadableResults == 0 ? $"open{KeyWords}" : $"{desk.Stand.UnreadableResults} result(s) do not open with its key");
            TellAside(desk.Stand.Aside is { } aside ? (aside.Reason, aside.Folder) : null);
            LookAtTrail();
            Tell("panel", desk.Stand.PanelTrouble is null, ExitCode.Unavailable, desk.Stand.PanelTrouble ?? "works");
            Tell("reader", desk.Stand.Reader == ReaderState.Ready, ExitCode.Unavailable, ReaderWords(desk.Stand.Reader));
            TellAuthority(desk.Stand.Authority, desk.Stand.AuthorityMessage, desk.Stand.ClockOffSeconds);
            return worst;
        }

        await LookAtPartsAsync(facility, identity, cas, stop);
        return worst;
    }

    // A stand without accounts works, as whoever sets it up must find it working; but it says so.
    private void LookAtAccounts()
    {
        var (accounts, trouble) = new AccountFile(options.Staff.Folder).Read();
        Tell("sign-in", trouble is null, ExitCode.Configuration, trouble switch
        {
            AccountTrouble.NoAccess => $"Staff:Folder '{options.Staff.Folder}' cannot be read by this user",
            AccountTrouble.Broken => $"Staff:Folder '{options.Staff.Folder}' holds an accounts.json that is none: nobody can sign in. Put back a copy of it",
            null when accounts.Count == 0 => "none: whoever may use the socket may do everything. 'kiosk staff add ID --role administrator' makes the first account",
            null => $"{accounts.Count} account(s), second factor {(options.SignIn.SecondFactor == KioskOptions.SecondFactor.Required ? "required" : "optional")}, {accounts.Count(account => account.Factor is not null)} with one",
        });
    }

    // Who asks may not be the stand's user, who alone may look while the desk runs.
    private void LookAtTrail()
    {
        using var reader = TrailReader.Open(options.Vault.Folder, out var failed);
        if (reader is null)
        {
            Pass("audit trail", $"not looked at. {failed!.Cure}");
            return;
        }

        var report = reader.Verify();
        Tell("audit trail", report.FindingCount == 0, ExitCode.Tampered, report.FindingCount == 0 ? $"whole, {report.Rows} row(s)" : $"{TrailWords.Of(report.Findings[0])} 'kiosk audit verify' says all");
    }

    private async Task LookAtPartsAsync(FacilityCode facility, DeviceIdentity? identity, Card.PinnedCas? cas, CancellationToken stop)
    {
        await using (Look("vault", Rooms.Vault(options), _ => $"{options.Vault.Folder}{KeyWords}"))
        {
            // Opened and closed again: that is the test.
        }

        TellAside(new VaultsAside(options.Vault.Folder, TimeProvider.System).All().Where(aside => !aside.IsSeen).Select(aside => ((AsideReason, string)?)(aside.Reason, aside.Path)).FirstOrDefault());
        LookAtTrail();

        PanelTrouble? wrong = null;
        var panel = RealPanel.Open(options.Panel, TimeProvider.System, trouble => wrong = trouble);
        await using (panel.Value)
        {
            Tell("panel", panel.Value is not null && wrong is null, ExitCode.Unavailable, wrong?.Words ?? (panel.Value is null ? panel.Problem : $"chip {options.Panel.Chip}"));
        }

        if (cas is not null)
        {
            await using var reader = Rooms.Reader(options, cas, TimeProvider.System, () => KernelClock.State);
            var state = await FirstStateAsync(reader, stop);
            Tell("reader", state == ReaderState.Ready, ExitCode.Unavailable, ReaderWords(state));
        }

        if (identity is not null)
        {
            using var authority = Look("authority's CA", Rooms.Authority(options, identity, facility, TimeProvider.System), _ => options.Authority.CaFile!);
            if (authority is not null)
            {
                var status = await authority.CheckAsync(stop);
                TellAuthority(status.State, status.Message, (int?)status.ClockOff?.TotalSeconds);
            }
        }
    }

    // Who asks may not be the stand's user.
    private string KeyWords => SqliteVault.IsKeySealedIn(options.Vault.Folder) is { } isSealed ? $", its key {VaultVerb.Words.OfKey(isSealed)}" : "";

    private void TellAside((AsideReason Reason, string Folder)? aside)
    {
        if (aside is var (reason, folder))
        {
            Fail("earlier vault", ExitCode.Unavailable, $"was set aside, because {VaultVerb.Words.Of(reason)}. Its results, in {folder}, cannot be looked at: put the key back, if it is found (docs/vault.md), and when you know of it, run 'kiosk vault aside --seen'");
        }
    }

    private DeviceIdentity? LookAtIdentity(FacilityCode facility)
    {
        var opened = Rooms.Identity(options, facility);
        if (opened.Value is { } found && found.IsExpired(TimeProvider.System.GetUtcNow()))
        {
            Fail("identity", ExitCode.Configuration, $"{found.DeviceId} expired on {found.NotAfter:yyyy-MM-dd}. Run 'kiosk enrol' with a new activation code; if it should not have expired, check the clock");
            return found;
        }

        return Look("identity", opened, found => $"{found.DeviceId}, until {found.NotAfter:yyyy-MM-dd}, its key {(found.IsSealed ? "sealed" : "in a plain file for its owner only")}");
    }

    private void TellAuthority(AuthorityState state, string? message, int? clockOffSeconds)
    {
        Tell("authority", IsServing(state), ExitCode.Unavailable, AuthorityWords(state, tellsOthersWords ? message : null));
        if (clockOffSeconds is { } off)
        {
            Fail("authority's clock", ExitCode.Unavailable, $"this stand's is {TimeSpan.FromSeconds(Math.Abs(off)):c} {(off > 0 ? "ahead" : "behind")}. Check the time server (timedatectl)");
        }
    }

    private static async Task<ReaderState> FirstStateAsync(PcscCardReader reader, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            await foreach (var happened in reader.WatchAsync(either.Token))
            {
                if (happened is ReaderEvent.StateChanged changed)
                {
                    return changed.State;
                }
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // Nothing was heard in time: the service hangs.
        }

        return ReaderState.ServiceDown;
    }

    private static bool IsServing(AuthorityState state) => state is AuthorityState.Available or AuthorityState.Partial;

    private static string ReaderWords(ReaderState state) => state switch
    {
        ReaderState.Ready => "ready",
        ReaderState.Absent => "none is plugged in, or none with the name in Card:Reader. Plug it in; 'pcsc_scan' shows the names",
        ReaderState.ServiceDown => "the smart-card service does not answer, or does not let this user in. Start it: systemctl start pcscd.socket; where polkit guards it, allow this user the actions org.debian.pcsc-lite.access_pcsc and .access_card",
        ReaderState.Stuck => "a card hangs. Take it away",
    };

    private static string AuthorityWords(AuthorityState state, string? message) => state switch
    {
        AuthorityState.Available => "available",
        AuthorityState.Partial => $"partly available. {message}",
        AuthorityState.Maintenance => $"closed for maintenance. {message}",
        AuthorityState.Unreachable => "cannot be reached. Check the network, Authority:BaseAddress and Authority:CaFile",
        AuthorityState.Untrusted => "is not the one of Authority:CaFile, or its certificate has another name or date. Check Authority:CaFile, Authority:BaseAddress and the clock",
        AuthorityState.NotEnrolled => "does not know this stand (any more). Run 'kiosk enrol' with a new activation code",
        AuthorityState.Expired => "does not take this stand's certificate, which has expired. Run 'kiosk enrol' with a new activation code; if it should not have expired, check the clock",
        AuthorityState.Suspended => $"has suspended this stand. Ask its operator. {message}",
    };

    private T? Look<T>(string part, Opened<T> opened, Func<T, string> words)
        where T : class
    {
        if (opened.Value is { } value)
        {
            Pass(part, words(value));
        }
        else
        {
            Fail(part, opened.ExitCode, opened.Problem);
        }

        return opened.Value;
    }

    private void Tell(string part, bool passed, int exitCode, string words)
    {
        if (passed)
        {
            Pass(part, words);
        }
        else
        {
            Fail(part, exitCode, words);
        }
    }

    private void Pass(string part, string words) => output.WriteLine($"ok    {part}: {words}");

    private void Fail(string part, int exitCode, string words)
    {
        output.WriteLine($"FAIL  {part}: {words}");
        worst = worst == ExitCode.Done ? exitCode : worst;
    }
}
