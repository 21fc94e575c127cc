using System.Net;
using System.Text;
using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.SignIn;

/// <summary>Signing in at a desk that runs, as a screen does and as whoever plays with its socket.</summary>
public sealed class SignInTests(StaffedBench bench) : IClassFixture<StaffedBench>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_RightAndWrong_ToldAlikeAndAudited()
    {
        await bench.ResetAccountsAsync(StaffedBench.Of("disabled", StaffRole.Reception) with { IsDisabled = true });
        foreach (var (staff, passphrase) in new[] { ("reception", "correct horse batterz"), ("nobody", StaffedBench.Words), ("disabled", StaffedBench.Words), ("", StaffedBench.Words), ("x\ny", "") })
        {
            var (status, answer) = await bench.SignInAsync(staff, passphrase);
            Assert.Equal((HttpStatusCode.Unauthorized, new SignInAnswer(SignInResult.Refused)), (status, answer));
        }

        // Other tests sign in and out at the same desk, some with a code.
        var before = bench.Trail().Count;
        var token = await bench.TokenAsync("reception");
        Assert.Equal(HttpStatusCode.OK, (await bench.SendAsync(HttpMethod.Get, "results", token: token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await bench.SendAsync(HttpMethod.Post, "sign-out", token: token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SendAsync(HttpMethod.Get, "results", token: token)).Status);
        while (!bench.Trail().Skip(before).Any(row => row is { Kind: "signedOut", Detail: "how=key" }))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }

        Assert.Contains("factor=none", bench.Trail().Skip(before).Last(row => row.Kind == "signedIn").Detail!, StringComparison.Ordinal);
        var trail = (await KioskProcess.RunAsync("audit", "export", "--config", bench.Facts["configFile"]!.GetValue<string>(), "--format", "jsonl")).Output;
        Assert.Contains("\"kind\":\"signInRefused\",\"staff\":\"reception\"", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", trail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("7D3F0AF4E0E4C0F0B7A1C0FFEE7D3F0AF4E0E4C0F0B7A1C0FFEE7D3F0AF4E0E4")]
    [InlineData("\u00E9")]
    public async Task Token_Forged_Refused(string token)
    {
        await bench.ResetAccountsAsync();
        await bench.TokenAsync("administrator");
        using var line = await DeskHttp.ConnectAsync(bench, Stop);
        await line.WriteAsync(Encoding.UTF8.GetBytes($"GET /results HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"), Stop);
        using var reader = new StreamReader(line);
        Assert.Matches("^HTTP/1.1 40[01] ", await reader.ReadToEndAsync(Stop));
    }

    [Fact]
    public async Task Token_OfAnotherUserOfTheComputer_RefusedAsAreUsersOutsideTheGroup()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root may become somebody else.");
        await bench.ResetAccountsAsync();
        var token = await bench.TokenAsync("administrator");
        var socket = bench.Facts["deskSocket"]!.GetValue<string>();
        Assert.Equal("200", await CurlAsync("0", "0"));
        // The folder is the owner's alone: the desk must hold its own, should that be opened.
        File.SetUnixFileMode(bench.Folder, (UnixFileMode)0b111_101_101);
        Assert.Equal("401", await CurlAsync("65534", "0"));
        Assert.Equal("000", await CurlAsync("65534", "65534"));
        File.SetUnixFileMode(socket, (UnixFileMode)0b110_110_110);
        Assert.Equal("403", await CurlAsync("65534", "65534"));
        Assert.Equal("200", await CurlAsync("0", "0"));

        async Task<string> CurlAsync(string uid, string gid) => (await KioskProcess.RunProgramAsync(
            "setpriv", [$"--reuid={uid}", $"--regid={gid}", "--clear-groups", "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", $"Authorization: Bearer {token}", "--unix-socket", socket, "http://desk/results"], tools: null)).Output;
    }

    [Fact]
    public async Task Visit_SeenByStrangers_IsOnlyThatSomebodyIsThere()
    {
        await bench.ResetAccountsAsync();
        using var signedIn = await OpenAsync("reception");
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1234#");
        var seen = await UntilAsync(signedIn, snapshot => snapshot.Visit is { State: VisitPhase.Finished, Kept: true });
        Assert.Equal(Outcome.Covered, seen.Visit!.Outcome);
        var stranger = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal((seen.Visit.Id, null, null, null), (stranger.Visit!.Id, stranger.Visit.Outcome, stranger.Visit.Certificate, stranger.Visit.TriesLeft));
        Assert.NotNull(await signedIn.ResultAsync(seen.Visit.Id, "whoever the screen was started with", Stop));

        await signedIn.LockAsync(Stop);
        Assert.Null((await signedIn.SnapshotAsync(Stop)).Visit!.Outcome);
        await Assert.ThrowsAsync<DeskRefusedException>(() => signedIn.ResultAsync(seen.Visit.Id, "reception", Stop));
        await Assert.ThrowsAsync<DeskRefusedException>(() => signedIn.SendAsync(new StaffCommand(StaffAction.Cancel, "reception"), Stop));
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task News_OfASignIn_TellLockUnlockAndEnd()
    {
        await bench.ResetAccountsAsync();
        using var screen = await OpenAsync("reception");
        await using var news = screen.FollowSignInAsync(Stop).GetAsyncEnumerator(Stop);
        await UntilToldAsync(isLocked: false, isOver: false);
        // The test before may have left a screen whose end the desk has not noticed yet.
        Assert.Contains(await screen.SignInsAsync(Stop), one => one.Pid == Environment.ProcessId && one.Staff == "reception");
        await screen.LockAsync(Stop);
        await UntilToldAsync(isLocked: true, isOver: false);
        Assert.Equal(SignInEnd.Key, news.Current.Why);
        await SignInAsync(screen, "reception");
        await UntilToldAsync(isLocked: false, isOver: false);
        await screen.HistoryAsync(new DateOnly(2026, 11, 24), Stop);
        Assert.Null(bench.Accounts.Change(accounts => AccountRules.Change(accounts, "reception", account => account.Changed(DateTimeOffset.UnixEpoch)).Accounts));
        await UntilToldAsync(isLocked: false, isOver: true);
        Assert.Equal(SignInEnd.Changed, news.Current.Why);
        Assert.False(await news.MoveNextAsync());
        await Assert.ThrowsAsync<DeskRefusedException>(() => screen.HistoryAsync(new DateOnly(2026, 11, 24), Stop));
        Assert.NotNull(await bench.UntilAuditedAsync("signInUnlocked", visit: null));

        // Others who come and go are news too.
        async Task UntilToldAsync(bool isLocked, bool isOver)
        {
            do
            {
                Assert.True(await news.MoveNextAsync());
            }
            while ((news.Current.IsLocked, news.Current.IsOver) != (isLocked, isOver));
        }
    }

    [Fact]
    public async Task Screen_ThatIsGone_LeavesNoSignInBehind()
    {
        await bench.ResetAccountsAsync();
        using var witness = await OpenAsync("administrator");
        using (var screen = await OpenAsync("reception"))
        {
            await using var news = screen.FollowSignInAsync(Stop).GetAsyncEnumerator(Stop);
            Assert.True(await news.MoveNextAsync());
            Assert.Contains(await witness.SignInsAsync(Stop), one => one.Staff == "reception");
        }

        var began = TimeProvider.System.GetTimestamp();
        while ((await witness.SignInsAsync(Stop)).Any(one => one.Staff == "reception"))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }
    }

    [Fact]
    public async Task Code_OfTheSecondFactor_WantedOnceASignInAndTakenOnce()
    {
        var secret = Totp.NewSecret();
        await bench.ResetAccountsAsync(StaffedBench.Of("two", StaffRole.Reception) with { Factor = secret });
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SignInAsync("two")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SignInAsync("two", code: "000000")).Status);
        var code = Totp.CodeAt(secret, TimeProvider.System.GetUtcNow());
        var (status, answer) = await bench.SignInAsync("two", code: code);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SignInAsync("two", code: code)).Status);

        // Unlocking at the same screen needs no other code; another screen does.
        await bench.SendAsync(HttpMethod.Post, "lock", token: answer!.Token);
        var (unlocked, again) = await bench.SignInAsync("two", token: answer.Token);
        Assert.Equal(HttpStatusCode.OK, unlocked);
        Assert.NotEqual(answer.Token, again!.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SendAsync(HttpMethod.Get, "results", token: answer.Token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await bench.SendAsync(HttpMethod.Get, "results", token: again.Token)).Status);
    }

    [Fact]
    public async Task Passphrase_ChangedOverTheSocket_AuditedAndNeverInTheTrail()
    {
        await bench.ResetAccountsAsync();
        using var screen = await OpenAsync("auditor");
        var elsewhere = await bench.TokenAsync("auditor");
        Assert.Equal(SignInResult.Refused, (await ChangeAsync("wrong words here", "battery staple horse")).Result);
        Assert.Equal(SignInResult.NotGood, (await ChangeAsync(StaffedBench.Words, "too short")).Result);
        Assert.Equal(SignInResult.Done, (await ChangeAsync(StaffedBench.Words, "battery staple horse")).Result);

        Assert.NotEmpty(await screen.SignInsAsync(Stop));
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SendAsync(HttpMethod.Get, "sign-ins", token: elsewhere)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SignInAsync("auditor")).Status);
        Assert.Equal(HttpStatusCode.OK, (await bench.SignInAsync("auditor", "battery staple horse")).Status);
        Assert.Equal("what=passphrase roles=auditor account=auditor", await bench.UntilAuditedAsync("accountChanged", visit: null));
        Assert.Equal(HttpStatusCode.BadRequest, (await bench.SendAsync(HttpMethod.Post, "passphrase", "{}", await bench.TokenAsync("reception"))).Status);

        async Task<SignInAnswer> ChangeAsync(string present, string wanted)
        {
            using var now = new Passphrase(present);
            using var next = new Passphrase(wanted);
            // Others of this user of the computer have mistyped theirs.
            SignInAnswer answer;
            while ((answer = await screen.ChangePassphraseAsync(new PassphraseChange(now, next), Stop)).Result == SignInResult.Wait)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
            }

            return answer;
        }
    }

    [Fact]
    public async Task Accounts_UnreadableOrTakenAway_OpenNothing()
    {
        await bench.ResetAccountsAsync();
        var token = await bench.TokenAsync("administrator");
        var path = Path.Combine(bench.Folder, "staff", "accounts.json");
        var kept = await File.ReadAllBytesAsync(path, Stop);
        await File.WriteAllTextAsync(path, "{", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SendAsync(HttpMethod.Get, "results", token: token)).Status);
        Assert.Equal(SignInResult.Unreadable, (await bench.SignInAsync("administrator")).Answer!.Result);
        File.Delete(path);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SendAsync(HttpMethod.Get, "results", token: token)).Status);
        await File.WriteAllBytesAsync(path, kept, Stop);
        await bench.TokenAsync("administrator");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"staff":null,"passphrase":null}""")]
    [InlineData("""{"staff":"reception","passphrase":null}""")]
    [InlineData("""{"staff":{},"passphrase":"correct horse battery"}""")]
    [InlineData("""{"staff":"reception","passphrase":"\ud800"}""")]
    [InlineData("""{"staff":"reception","passphrase":"correct horse battery","code":123456}""")]
    [InlineData("""{"staff":"reception","passphrase":"correct horse battery""")]
    public async Task SignIn_Garbage_Refused(string body)
    {
        await bench.ResetAccountsAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await bench.SendAsync(HttpMethod.Post, "sign-in", body)).Status);
    }

    [Fact]
    public async Task SignIn_AThousandAtOnce_VisitAndOtherScreensGoOn()
    {
        await bench.ResetAccountsAsync();
        using var screen = await OpenAsync("reception");
        using var ending = new CancellationTokenSource();
        var flood = Enumerable.Range(0, 1000).Select(n => Task.Run(async () =>
        {
            try
            {
                return (await bench.TrySignInAsync($"nobody{n}", new string('x', n), code: null, token: null)).Status;
            }
            catch (HttpRequestException)
            {
                // More lines than the desk takes.
                return HttpStatusCode.ServiceUnavailable;
            }
        })).ToList();

        var began = TimeProvider.System.GetTimestamp();
        await bench.InsertAsync("hanako");
        await UntilAsync(screen, snapshot => snapshot.Visit?.State == VisitPhase.Pin);
        await bench.PressAsync("1234#");
        var visit = (await UntilAsync(screen, snapshot => snapshot.Visit is { State: VisitPhase.Finished, Kept: true })).Visit!;
        TestContext.Current.TestOutputHelper?.WriteLine($"visit within {TimeProvider.System.GetElapsedTime(began).TotalMilliseconds:0} ms");
        Assert.Equal(Outcome.Covered, visit.Outcome);
        Assert.NotNull(await screen.ResultAsync(visit.Id, "reception", Stop));
        await bench.TakeCardAsync();

        var answers = await Task.WhenAll(flood);
        Assert.DoesNotContain(HttpStatusCode.OK, answers);
        Assert.DoesNotContain(HttpStatusCode.InternalServerError, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(' ', answers.CountBy(answer => answer)));
        Assert.NotNull(await screen.ResultAsync(visit.Id, "reception", Stop));
    }

    private async Task<HttpDeskClient> OpenAsync(string staff)
    {
        var desk = new HttpDeskClient(bench.Facts["deskSocket"]!.GetValue<string>(), TimeProvider.System);
        await SignInAsync(desk, staff);
        return desk;
    }

    private static async Task SignInAsync(HttpDeskClient desk, string staff)
    {
        using var passphrase = new Passphrase(StaffedBench.Words);
        SignInAnswer answer;
        while ((answer = await desk.SignInAsync(new SignInRequest(staff, passphrase), Stop)).Result is SignInResult.Wait)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
        }

        Assert.Equal(SignInResult.Done, answer.Result);
    }

    private static async Task<Snapshot> UntilAsync(HttpDeskClient desk, Func<Snapshot, bool> expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (var snapshot in desk.WatchAsync(patience.Token))
        {
            if (snapshot is not null && expected(snapshot))
            {
                return snapshot;
            }
        }

        throw new TimeoutException();
    }
}
