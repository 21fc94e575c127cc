using Kiosk.Bench.Commands;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Pi.Tests.SignIn;
using Kiosk.Records;
using Kiosk.Vault;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Terminal;

/// <summary>A whole desk with accounts, a result of last month in its vault, and two staff screens in real terminals: the receptionist's and the administrator's.</summary>
public sealed class TerminalDesk() : StaffedBench(clockIsSet: true, prepare: KeepLastMonths)
{
    /// <summary>Whoever was here last month.</summary>
    public const string LastMonthsPerson = "架空　先月";

    private const int Columns = 120;
    private const int Rows = 40;

    private Tmux? tmux;

    internal ScreenTerminal Reception { get; private set; } = null!;

    internal ScreenTerminal Administrator { get; private set; } = null!;

    private ScreenTerminal[] Screens => [Reception, Administrator];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        tmux = await Tmux.StartAsync(Folder, Columns, Rows);
        Reception = await OpenAsync("reception");
        Administrator = await OpenAsync("administrator");
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (tmux is not null)
        {
            await tmux.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>An idle stand in method B without faults, and both screens signed in with nothing open, whatever the last story left behind.</summary>
    internal async Task BeginAsync()
    {
        await TakeCardAsync();
        await FaultAsync("clear");
        await AuthorityAsync("normal");
        await Task.WhenAll(Screens.Select(screen => screen.BeginAsync(Words)));
        await MethodAsync("b");
    }

    /// <summary>The administrator sets how identity is confirmed: <c>a</c> or <c>b</c>.</summary>
    internal async Task MethodAsync(string key)
    {
        var method = $"方式{key.ToUpperInvariant()}";
        if ((await Administrator.TextAsync()).Contains($" {method}", StringComparison.Ordinal))
        {
            return;
        }

        await Administrator.PressAsync("F6");
        await Administrator.UntilSeenAsync("本人確認の方式");
        await Administrator.PressAsync(key);
        await Task.WhenAll(Screens.Select(screen => screen.UntilSeenAsync($" {method}")));
        await Administrator.UntilGoneAsync("本人確認の方式");
    }

    private async Task<ScreenTerminal> OpenAsync(string staff)
    {
        var screen = new ScreenTerminal(tmux!, await tmux!.OpenAsync(Processes.KioskProgram, "screen", "--config", BenchFolder.At(Folder).ConfigFile, "--staff", staff));
        await screen.SignInAsync(Words);
        return screen;
    }

#pragma warning disable VSTHRD002 // In a constructor; what is waited for needs no thread of this one.
    private static void KeepLastMonths(BenchFolder folder) => KeepAsync(folder.VaultFolder).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    private static async Task KeepAsync(string folder)
    {
        var today = JapanTime.DateOf(TimeProvider.System.GetUtcNow());
        var at = new DateTimeOffset(today.AddDays(-today.Day), new TimeOnly(10, 0), JapanTime.Offset);
        await using var vault = SqliteVault.Open(folder).Vault!;
        Assert.Null(await vault.KeepAsync(
            new KeptResult
            {
                VisitId = Guid.CreateVersion7(at),
                EndedAt = at,
                Method = IdentityMethod.Pin,
                Outcome = Outcome.Covered,
                Certificate = CertificateStanding.Ok,
                Confirmation = new Confirmation
                {
                    Segment = "1",
                    ProcessingStatus = "1",
                    Validity = "1",
                    ExecutedAt = at.DateTime,
                    Records = [new EligibilityRecord { CardClassification = "01", Name = LastMonthsPerson, NameKana = "ｶｸｳ ｾﾝｹﾞﾂ", Sex = "1", Birthdate = new DateOnly(1970, 1, 2), InsurerNumber = "06999999", InsurerName = "架空健康保険組合", Symbol = "１", Number = "２", Branch = "01", PersonOrFamily = "1" }],
                },
            },
            CancellationToken.None));
    }
}

/// <summary>The stories of real terminals share one desk, and come one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class TerminalStories : ICollectionFixture<TerminalDesk>
{
    public const string Name = "terminals";
}
