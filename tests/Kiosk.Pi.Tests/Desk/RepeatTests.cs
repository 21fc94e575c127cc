using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>The same person again, at a desk whose administrator chose to show the earlier answer.</summary>
public sealed class RepeatTests
{
    private static readonly DateTimeOffset Earlier = new(2026, 11, 3, 10, 0, 0, JapanTime.Offset);

    private static readonly KeptResult Covered = new()
    {
        VisitId = Guid.CreateVersion7(Earlier),
        EndedAt = Earlier,
        Method = IdentityMethod.Pin,
        Outcome = Outcome.Covered,
        Confirmation = new Confirmation { Segment = "1", ProcessingStatus = "1", Validity = "1", Records = [new EligibilityRecord { Name = "架空　花子" }] },
    };

    [Fact]
    public async Task Visit_ClockIsRight_EarlierAnswerIsShownKeptAndAuditedAndNobodyIsAsked()
    {
        await using var rig = await StartAsync(ClockState.Synchronized);
        rig.Authority.Confirm = _ => throw new InvalidOperationException("Nobody asks.");

        var shown = await ServeAsync(rig);

        Assert.Equal((Outcome.Covered, true, Covered.VisitId), (shown.Outcome!.Value, shown.IsRepeat, shown.Earlier!.VisitId));
        await rig.Vault.UntilAuditedAsync(AuditKind.EarlierShown, TestContext.Current.CancellationToken);
        var kept = Assert.Single(rig.Vault.Kept);
        Assert.Equal((new RepeatOf(Covered.VisitId, Earlier), "3000"), (kept.RepeatOf!, kept.Person!.Value));
        Assert.Empty(rig.Vault.Asked);
    }

    [Fact]
    public async Task Visit_ClockNotSet_IsToldTheEarlierAnswerAndAskedAgain()
    {
        await using var rig = await StartAsync(ClockState.Unsynchronized);

        var shown = await ServeAsync(rig);

        Assert.Equal((Outcome.NoRecord, false, Outcome.Covered), (shown.Outcome!.Value, shown.IsRepeat, shown.Earlier!.Outcome));
    }

    [Fact]
    public async Task Visit_CardThatOnlySaysItTookThePin_ShowsNothing()
    {
        await using var rig = await StartAsync(ClockState.Synchronized);
        rig.Reader.Open = () => new ScriptedSession { Sign = () => CardTrouble.SignatureInvalid };

        var shown = await ServeAsync(rig);

        Assert.Equal((Outcome.CardRefused, Reason.SignatureInvalid, false), (shown.Outcome!.Value, shown.Reason!.Value, shown.IsRepeat));
        Assert.Null(Assert.Single(rig.Vault.Kept).Confirmation);
    }

    [Theory]
    [InlineData("never answers")]
    [InlineData("breaks")]
    [InlineData("cannot be read")]
    public async Task Visit_VaultDoesNotFind_HoldsNobodyUp(string how)
    {
        await using var rig = await StartAsync(ClockState.Synchronized);
        var never = new TaskCompletionSource<EarlierLook>();
        rig.Vault.FindEarlier = how switch
        {
            "never answers" => () => never.Task.WaitAsync(TestContext.Current.CancellationToken),
            "breaks" => () => throw new InvalidOperationException("defect"),
            _ => () => Task.FromResult<EarlierLook>(new EarlierLook.Unreadable(VaultTrouble.Busy)),
        };

        var shown = await ServeAsync(rig, isFound: false);

        Assert.Equal(Outcome.NoRecord, shown.Outcome);
        never.SetResult(new EarlierLook.None());
    }

    [Fact]
    public async Task Visit_FoundAfterTheCardLeft_IsNotTheNextVisitors()
    {
        await using var rig = await StartAsync(ClockState.Synchronized);
        var late = new TaskCompletionSource<EarlierLook>();
        rig.Vault.FindEarlier = () => late.Task.WaitAsync(TestContext.Current.CancellationToken);
        await rig.LayCardAsync();
        await rig.TakeCardAsync();
        rig.Vault.FindEarlier = () => Task.FromResult<EarlierLook>(new EarlierLook.None());
        await rig.LayCardAsync();

        late.SetResult(new EarlierLook.Found(Covered));
        rig.Type("1234");
        rig.Confirm();

        Assert.Null((await rig.UntilAsync(snapshot => snapshot.Visit?.State == VisitPhase.Finished)).Visit!.Earlier);
    }

    private static async Task<DeskRig> StartAsync(ClockState clock)
    {
        var rig = await DeskRig.StartAsync(repeat: RepeatChoice.Show);
        rig.Inbox.Post(new DeskMessage.ClockChecked(clock));
        rig.Vault.FindEarlier = () => Task.FromResult<EarlierLook>(new EarlierLook.Found(Covered));
        return rig;
    }

    private static async Task<VisitView> ServeAsync(DeskRig rig, bool isFound = true)
    {
        await rig.LayCardAsync();
        await rig.UntilAsync(snapshot => snapshot.Visit?.State == VisitPhase.Pin && (!isFound || snapshot.Visit.Earlier is not null));
        rig.Type("1234");
        rig.Confirm();
        return (await rig.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Finished, Kept: true })).Visit!;
    }
}
