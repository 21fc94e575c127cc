using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.SignIn;
using Kiosk.Pi.Tests.Desk;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.SignIn;

/// <summary>What only time brings: idle screens, old sign-ins, second factors, hashes of before.</summary>
public sealed class SessionsTests : IDisposable
{
    private static readonly Peer Me = new(Environment.ProcessId, 1000, 1000);
    private readonly string folder = Directory.CreateTempSubdirectory("sessions").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(9)));
    private readonly KioskOptions options = new();
    private readonly ScriptedVault vault = new();
    private readonly AuditWriter audit;
    private readonly StaffAccounts accounts;
    private readonly Sessions sessions;
    private readonly SignInDesk desk;

    public SessionsTests()
    {
        audit = new AuditWriter(vault, time, NullLogger<AuditWriter>.Instance);
        accounts = new StaffAccounts(new AccountFile(folder), NullLogger<StaffAccounts>.Instance);
        sessions = new Sessions(accounts, audit, options, new DeskInbox(), time);
        desk = new SignInDesk(accounts, sessions, new Attempts(time), audit, options, time);
        Keep(StaffedBench.Of("tanaka", StaffRole.Administrator), StaffedBench.Of("sato", StaffRole.Reception));
    }

    private Account Tanaka => accounts.Now.Usable("tanaka")!;

    public void Dispose()
    {
        desk.Dispose();
        sessions.Dispose();
        audit.Dispose();
        vault.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Screen_Idle_LockedAndNotEnded()
    {
        var token = sessions.Begin(Tanaka, Me, withFactor: false).Token!;
        var line = sessions.Follow(sessions.Find(token, Me.Uid).Session!);
        time.Advance(TimeSpan.FromMinutes(9));
        sessions.Touch(sessions.Find(token, Me.Uid).Session!);
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Null(sessions.Find(token, Me.Uid).Session!.Locked);
        time.Advance(TimeSpan.FromMinutes(1));
        sessions.LookAtAll();
        Assert.True(line.TryRead(out var first) && line.TryRead(out var second) && !first.IsLocked && second is { IsLocked: true, Why: SignInEnd.Idle });
        Assert.Equal(SignInEnd.Idle, sessions.Find(token, Me.Uid).Session!.Locked);
    }

    [Fact]
    public void Program_Idle_Ended()
    {
        var token = sessions.Begin(Tanaka, Me, withFactor: false).Token!;
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(sessions.Find(token, Me.Uid).Session);
        Assert.Empty(sessions.List);
    }

    [Fact]
    public void SignIn_OfTwelveHours_EndedHoweverBusy()
    {
        var token = sessions.Begin(Tanaka, Me, withFactor: false).Token!;
        for (var minute = 0; minute < 12 * 60 - 5; minute += 5)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            sessions.Touch(sessions.Find(token, Me.Uid).Session!);
        }

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(sessions.Find(token, Me.Uid).Session);
    }

    [Fact]
    public void Token_AtAnotherUser_IsNoSignIn()
    {
        var token = sessions.Begin(Tanaka, Me, withFactor: false).Token!;
        Assert.Null(sessions.Find(token, Me.Uid + 1).Session);
        Assert.Null(sessions.Find(token, 0).Session);
        Assert.Null(sessions.Find(token + "0", Me.Uid).Session);
        Assert.NotNull(sessions.Find(token, Me.Uid).Session);
    }

    [Fact]
    public void SignIns_TooMany_RefusedAndOthersStay()
    {
        var first = sessions.Begin(Tanaka, Me, withFactor: false).Token!;
        var tokens = Enumerable.Range(0, 200).Select(_ => sessions.Begin(Tanaka, Me, withFactor: false).Token).ToList();
        Assert.Equal(99, tokens.Count(token => token is not null));
        Assert.NotNull(sessions.Find(first, Me.Uid).Session);
    }

    [Fact]
    public async Task Factor_Required_SetUpAtTheNextSignInAndWantedEverAfter()
    {
        options.SignIn.SecondFactor = KioskOptions.SecondFactor.Required;
        Assert.Equal(SignInResult.Refused, (await SignInAsync("wrong words here")).Result);
        var wanted = await SignInAsync();
        Assert.Equal(SignInResult.FactorNeeded, wanted.Result);
        Assert.Null(wanted.Token);
        Assert.Equal(SignInResult.FactorWrong, (await SignInAsync(code: "12345")).Result);
        var done = await SignInAsync(code: Totp.CodeAt(wanted.Factor!.Secret, time.GetUtcNow()));
        Assert.Equal(SignInResult.Done, done.Result);
        Assert.NotNull(sessions.Find(done.Token, Me.Uid).Session);

        // The code that set it up is spent.
        Assert.Equal(SignInResult.Refused, (await SignInAsync(code: Totp.CodeAt(wanted.Factor.Secret, time.GetUtcNow()))).Result);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInResult.Done, (await SignInAsync(code: Totp.CodeAt(wanted.Factor.Secret, time.GetUtcNow()))).Result);
        Assert.Equal(SignInResult.Refused, (await SignInAsync()).Result);
    }

    [Fact]
    public async Task Hash_OfBefore_MadeAnewWithoutEndingAnybody()
    {
        using (var passphrase = new Passphrase(StaffedBench.Words))
        {
            var weak = PassphraseHash.Of(passphrase, memoryKiB: 8 * 1024, passes: 1);
            Keep(Tanaka with { Passphrase = weak });
        }

        var before = sessions.Begin(Tanaka, Me, withFactor: false).Token;
        Assert.True(Tanaka.Passphrase.IsWeak);
        Assert.Equal(SignInResult.Done, (await SignInAsync()).Result);
        Assert.False(Tanaka.Passphrase.IsWeak);
        Assert.NotNull(sessions.Find(before, Me.Uid).Session);
        Assert.Equal(SignInResult.Done, (await SignInAsync()).Result);
    }

    [Fact]
    public async Task Passphrase_ChangedByItsOwner_OtherSignInsEndAndThisOneGoesOn()
    {
        var here = sessions.Begin(Tanaka, Me, withFactor: false).Token;
        var elsewhere = sessions.Begin(Tanaka, Me, withFactor: false).Token;
        var others = sessions.Begin(accounts.Now.Usable("sato")!, Me, withFactor: false).Token;

        Assert.Equal(SignInResult.NotGood, (await ChangeAsync(here, StaffedBench.Words, "too short")).Result);
        Assert.NotNull(sessions.Find(elsewhere, Me.Uid).Session);
        Assert.Equal(SignInResult.Done, (await ChangeAsync(here, StaffedBench.Words, "battery staple horse")).Result);

        Assert.NotNull(sessions.Find(here, Me.Uid).Session);
        Assert.Null(sessions.Find(elsewhere, Me.Uid).Session);
        Assert.NotNull(sessions.Find(others, Me.Uid).Session);
        Assert.Equal(SignInResult.Refused, (await SignInAsync()).Result);
        Assert.Equal(SignInResult.Done, (await SignInAsync("battery staple horse")).Result);
        // It lives on as any other: what an administrator changes ends it.
        Keep(Tanaka.Changed(time.GetUtcNow()));
        Assert.Null(sessions.Find(here, Me.Uid).Session);
    }

    [Fact]
    public async Task Passphrase_PresentOneWrong_CostsAWaitAsAtSigningInAndChangesNothing()
    {
        var here = sessions.Begin(Tanaka, Me, withFactor: false).Token;
        for (var tried = 0; tried < 3; tried++)
        {
            Assert.Equal(new SignInAnswer(SignInResult.Refused), await ChangeAsync(here, "wrong words here", "battery staple horse"));
        }

        Assert.Equal(new SignInAnswer(SignInResult.Wait, WaitSeconds: 1), await ChangeAsync(here, StaffedBench.Words, "battery staple horse"));
        Assert.Equal(SignInResult.Wait, (await SignInAsync()).Result);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SignInResult.Done, (await SignInAsync()).Result);
        Assert.NotNull(sessions.Find(here, Me.Uid).Session);
    }

    [Fact]
    public async Task Passphrase_AccountsCannotBeWritten_StaysAndSoDoAllSignIns()
    {
        var here = sessions.Begin(Tanaka, Me, withFactor: false).Token;
        var elsewhere = sessions.Begin(Tanaka, Me, withFactor: false).Token;
        File.Delete(Path.Combine(folder, "lock"));
        Directory.CreateDirectory(Path.Combine(folder, "lock"));

        Assert.Equal(SignInResult.Unreadable, (await ChangeAsync(here, StaffedBench.Words, "battery staple horse")).Result);

        Assert.NotNull(sessions.Find(here, Me.Uid).Session);
        Assert.NotNull(sessions.Find(elsewhere, Me.Uid).Session);
        Assert.Equal(SignInResult.Done, (await SignInAsync()).Result);
    }

    private void Keep(params Account[] all) => Assert.Null(new AccountFile(folder).Change(_ => all));

    private async Task<SignInAnswer> ChangeAsync(string? token, string present, string wanted)
    {
        using var now = new Passphrase(present);
        using var next = new Passphrase(wanted);
        return await desk.ChangePassphraseAsync(new PassphraseChange(now, next), sessions.Find(token, Me.Uid).Session!, TestContext.Current.CancellationToken);
    }

    private async Task<SignInAnswer> SignInAsync(string words = StaffedBench.Words, string? code = null)
    {
        using var passphrase = new Passphrase(words);
        return await desk.SignInAsync(new SignInRequest("tanaka", passphrase, code), Me, present: null, TestContext.Current.CancellationToken);
    }
}
