using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Desk;

public sealed class DeskLoopTests
{
    // Means nothing while the PIN is typed: the visit stays as it is.
    private static readonly VisitEvent Stray = new VisitEvent.ResultKept(OnDisk: true);

    [Theory]
    [InlineData(+400)]
    [InlineData(-400)]
    public async Task Deadline_ClockSetMeanwhile_CountsRealSeconds(int days)
    {
        await using var rig = await DeskRig.StartAsync();
        var visit = (await rig.LayCardAsync()).Visit!;
        rig.Time.AdjustTime(rig.Time.GetUtcNow().AddDays(days));
        rig.Inbox.Post(visit.Id, Stray);
        await rig.Inbox.CommandAsync(new StaffCommand(StaffAction.PhotoMatches, "S")); // Answered only after the stray event.

        rig.Time.Advance(new Deadlines().NothingTyped);
        var ended = await rig.UntilAsync(snapshot => snapshot.Visit?.State == VisitPhase.Finished);
        Assert.Equal((Outcome.TimedOut, Reason.NothingTyped), (ended.Visit!.Outcome!.Value, ended.Visit.Reason!.Value));
    }

    [Fact]
    public async Task Pin_LastVisitsVerifyReturnsLate_TouchesNothingOfTheNextVisitor()
    {
        await using var rig = await DeskRig.StartAsync();
        var late = new TaskCompletionSource<CardResult<PinVerdict>>();
        var asked = new TaskCompletionSource<Pin>();
        rig.Reader.Open = () => new ScriptedSession
        {
            Verify = async pin =>
            {
                asked.TrySetResult(pin);
                var answer = await late.Task.WaitAsync(TestContext.Current.CancellationToken);
                pin.Clear();
                return answer;
            },
        };
        await rig.LayCardAsync();
        rig.Type("1234");
        rig.Confirm();
        var hung = await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await rig.TakeCardAsync();
        Assert.False(hung.IsComplete);

        rig.Reader.Open = () => new ScriptedSession();
        await rig.LayCardAsync();
        rig.Type("5678");
        late.SetResult(CardTrouble.Removed);
        Assert.NotSame(hung, rig.Panel.Pin);
        rig.Confirm();
        Assert.Equal(Outcome.NoRecord, (await rig.UntilAsync(snapshot => snapshot.Visit?.State == VisitPhase.Finished)).Visit!.Outcome);
    }

    [Fact]
    public async Task Pin_CardTaken_ForgottenAtOnce()
    {
        await using var rig = await DeskRig.StartAsync();
        await rig.LayCardAsync();
        rig.Type("1234");
        var typed = rig.Panel.Pin!;
        Assert.True(typed.IsComplete);
        await rig.TakeCardAsync();
        Assert.False(typed.IsComplete);
        Assert.Null(rig.Panel.Pin);
    }

    [Fact]
    public async Task Keep_DefectInTheVault_SaidToBeNotKeptAtOnce()
    {
        await using var rig = await DeskRig.StartAsync();
        rig.Vault.Keep = () => throw new InvalidOperationException("a defect");
        await rig.LayCardAsync();
        rig.Type("1234");
        rig.Confirm();
        var shown = await rig.UntilAsync(snapshot => snapshot.Visit?.State == VisitPhase.Finished);
        Assert.Equal((Outcome.NoRecord, false), (shown.Visit!.Outcome!.Value, shown.Visit.Kept!.Value));
    }

    [Theory]
    [InlineData(ClockState.Synchronized, false)]
    [InlineData(ClockState.Unsynchronized, true)]
    [InlineData(ClockState.Doubtful, true)]
    public async Task Keep_ClockThatCannotBeTrusted_IsUndated(ClockState clock, bool undated)
    {
        await using var rig = await DeskRig.StartAsync();
        rig.Clock = clock;
        await rig.LayCardAsync();
        rig.Type("1234");
        rig.Confirm();
        await rig.UntilAsync(snapshot => snapshot.Visit?.State == VisitPhase.Finished);

        Assert.Equal(undated, Assert.Single(rig.Vault.Kept).IsUndated);
    }

    [Fact]
    public async Task Read_DefectInTheReader_RefusedAtOnce()
    {
        await using var rig = await DeskRig.StartAsync();
        rig.Reader.Open = () => throw new InvalidOperationException("a defect");
        var shown = await rig.LayCardAsync(until: VisitPhase.Finished);
        Assert.Equal((Outcome.CardRefused, Reason.CardUnreadable), (shown.Visit!.Outcome!.Value, shown.Visit.Reason!.Value));
    }

    [Fact]
    public async Task Keep_FailsWhenTwoMoreVisitsHaveCome_AuditedAllTheSame()
    {
        await using var rig = await DeskRig.StartAsync();
        var slow = new TaskCompletionSource<VaultTrouble?>();
        var begun = new TaskCompletionSource();
        rig.Vault.Keep = () =>
        {
            begun.SetResult();
            return slow.Task.WaitAsync(TestContext.Current.CancellationToken);
        };
        var first = (await rig.LayCardAsync()).Visit!.Id;
        await rig.TakeCardAsync();
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        rig.Vault.Keep = () => Task.FromResult<VaultTrouble?>(null);
        await rig.LayCardAsync();
        var second = await rig.TakeCardAsync();
        slow.SetResult(VaultTrouble.Full);

        await rig.UntilAsync(snapshot => snapshot.LastVisit is { Kept: true } last && last.Id == second.Id);
        await rig.Vault.UntilAuditedAsync(AuditKind.ResultNotKept, TestContext.Current.CancellationToken);
        Assert.Equal(first, Assert.Single(rig.Vault.Audited, audited => audited.Kind == AuditKind.ResultNotKept).VisitId);
    }

    [Fact]
    public async Task Stop_ResultBeingKept_WaitedFor()
    {
        await using var rig = await DeskRig.StartAsync();
        var slow = new TaskCompletionSource<VaultTrouble?>();
        rig.Vault.Keep = () => slow.Task.WaitAsync(TestContext.Current.CancellationToken);
        await rig.LayCardAsync();
        var last = await rig.TakeCardAsync();
        await rig.StopLoopAsync();
        var ending = rig.Effects.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        slow.SetResult(null);
        await ending.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(last.Id, Assert.Single(rig.Vault.Kept).VisitId);
    }

    [Fact]
    public async Task Stop_Trail_BeginsWithStartedAndEndsWithStopped()
    {
        await using var rig = await DeskRig.StartAsync();
        await rig.LayCardAsync();
        await rig.TakeCardAsync();
        await rig.StopAsync();
        Assert.Equal([AuditKind.StandStarted, AuditKind.VisitBegan, AuditKind.VisitEnded, AuditKind.StandStopped], rig.Vault.Audited.Select(audited => audited.Kind));
    }

    [Fact]
    public async Task Method_NoKeypad_PinRefusedAndNotAudited()
    {
        await using var rig = await DeskRig.StartAsync(hasKeypad: false, settings: """{"method":"pin"}""");
        Assert.Equal(IdentityMethod.Visual, rig.Settings.Now.Method);
        Assert.Contains("Method", rig.Settings.Trouble, StringComparison.Ordinal);
        Assert.Equal(CommandResult.NoKeypad, await rig.SetMethodAsync(IdentityMethod.Pin));
        Assert.Equal(CommandResult.Done, await rig.SetMethodAsync(IdentityMethod.Visual));
        await rig.StopAsync();
        Assert.DoesNotContain(rig.Vault.Audited, audited => audited.Kind == AuditKind.SettingChanged);
    }

    [Fact]
    public async Task Method_CannotBeWritten_SaidAndNotInForceAndNotAudited()
    {
        await using var rig = await DeskRig.StartAsync();
        Directory.CreateDirectory(rig.SettingsFile + ".new");
        Assert.Equal(CommandResult.NotWritten, await rig.SetMethodAsync(IdentityMethod.Visual));
        Assert.Equal(IdentityMethod.Pin, (await rig.LayCardAsync()).Visit!.Method);
        await rig.StopAsync();
        Assert.DoesNotContain(rig.Vault.Audited, audited => audited.Kind == AuditKind.SettingChanged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"method":"face"}""")]
    [InlineData("""{"method":1}""")]
    [InlineData("""{"method":null}""")]
    public async Task Settings_MakeNoSense_ConfigurationHoldsAndCanBeMended(string settings)
    {
        await using var rig = await DeskRig.StartAsync(settings: settings);
        Assert.Equal(IdentityMethod.Pin, rig.Settings.Now.Method);
        Assert.Equal(CommandResult.Done, await rig.SetMethodAsync(IdentityMethod.Visual));
        await rig.LayCardAsync(until: VisitPhase.Staff);
        Assert.Equal(IdentityMethod.Visual, DeskSettings.Open(rig.Options).Now.Method);
    }

    [Theory]
    [InlineData("{", true)]
    [InlineData("""{"method":"face"}""", true)]
    [InlineData("""{"method":"visual"}""", false)]
    public async Task Settings_Damaged_Told(string settings, bool told)
    {
        await using var rig = await DeskRig.StartAsync(settings: settings);
        Assert.Equal(told, rig.Settings.Trouble is not null);
    }

    [Fact]
    public async Task SeveralCards_OnSeveralReaders_OutOfOrderUntilOneIsLeft()
    {
        await using var rig = await DeskRig.StartAsync();
        rig.Inbox.Post(new DeskMessage.SeveralCards(Lie: true));
        var shown = await rig.UntilAsync(snapshot => snapshot.Stand.SeveralCards);
        Assert.Equal(StandState.OutOfOrder, shown.Stand.State);

        rig.Inbox.Post(new DeskMessage.SeveralCards(Lie: false));
        Assert.Equal(StandState.Ready, (await rig.UntilAsync(snapshot => !snapshot.Stand.SeveralCards)).Stand.State);
    }

    [Fact]
    public async Task GivenUpCards_AreCountedWhereStaffSeeThem()
    {
        await using var rig = await DeskRig.StartAsync();
        rig.Inbox.Post(new DeskMessage.ReaderChanged(ReaderState.Stuck, GivenUpCards: 2));
        Assert.Equal(2, (await rig.UntilAsync(snapshot => snapshot.Stand.Reader == ReaderState.Stuck)).Stand.GivenUpCards);
    }

    [Fact]
    public async Task Flood_ThousandsOfStrayEvents_VisitGoesOn()
    {
        await using var rig = await DeskRig.StartAsync();
        var visit = (await rig.LayCardAsync()).Visit!;
        for (var n = 0; n < 10_000; n++)
        {
            rig.Inbox.Post(Guid.CreateVersion7(rig.Time.GetUtcNow()), new VisitEvent.CardFailed(CardTrouble.Removed));
            rig.Inbox.Post(new DeskMessage.DeadlineCame(rig.Time.GetUtcNow()));
            rig.Inbox.Post(new DeskMessage.CardLaid());
            rig.Inbox.Post(visit.Id, Stray);
        }

        rig.Type("1234");
        rig.Confirm();
        Assert.Equal(visit.Id, (await rig.UntilAsync(snapshot => snapshot.Visit?.State == VisitPhase.Finished)).Visit!.Id);
    }

    [Fact]
    public async Task Show_OutOfOrderAfterACardLeftTooEarly_DoesNotAskForThatCardAgain()
    {
        await using var rig = await DeskRig.StartAsync();
        await rig.LayCardAsync();
        await rig.TakeCardAsync();
        Assert.Equal(SignalTable.For(Moment.CardGone), rig.Panel.Shown);

        rig.Inbox.Post(new DeskMessage.ReaderChanged(ReaderState.Absent, GivenUpCards: 0));
        rig.Inbox.Post(new DeskMessage.ReaderChanged(ReaderState.Ready, GivenUpCards: 0));
        await rig.Inbox.CommandAsync(new StaffCommand(StaffAction.Cancel, "S")); // Answered only after these.
        await rig.StopLoopAsync();

        Assert.Equal(SignalTable.For(Moment.LayCard), rig.Panel.Shown);
    }
}
