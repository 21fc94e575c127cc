using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Screen.Tests.Contents;

/// <summary>Whatever the stand says fits its pane at 80x24, where most terminals begin.</summary>
public class FitTests
{
    private const int Width = 38;
    private const int Rows = 12;

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void EveryOutcomeWithEveryReason_NotKept_FitsThePane(string language)
    {
        using var rig = new ScreenRig(language: language);
        Reason?[] reasons = [null, .. Enum.GetValues<Reason>().Cast<Reason?>()];
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            Assert.All(reasons, reason => Fits(rig, Samples.Idle with { Visit = Samples.Ended(outcome, reason, kept: false) with { HasTicket = true, Match = TicketStanding.NotJudged } }, $"{outcome} {reason}"));
            Assert.All(reasons, reason => Fits(rig, Samples.Idle with { Visit = Samples.Ended(outcome, reason) with { Earlier = Samples.Earlier(outcome) } }, $"{outcome} {reason} again"));
        }
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void EveryPhaseWithEveryReason_AndAnExpiringCertificate_FitsThePane(string language)
    {
        using var rig = new ScreenRig(language: language);
        foreach (var phase in Enum.GetValues<VisitPhase>())
        {
            Assert.All(Enum.GetValues<Reason>(), reason =>
                Fits(rig, Samples.Idle with { Visit = Samples.Visit(phase, reason) with { Earlier = Samples.Earlier(Outcome.NoRecord) } }, $"{phase} {reason} again"));
            Assert.All(Enum.GetValues<Reason>(), reason =>
                Fits(rig, Samples.Idle with { Visit = Samples.Visit(phase, reason) with { Certificate = CertificateStanding.Grace, HasTicket = true } }, $"{phase} {reason}"));
        }
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void TwoTroublesAndAReminder_AtTheSameTime_FitThePane(string language)
    {
        using var rig = new ScreenRig(language: language);
        foreach (var reader in Enum.GetValues<ReaderState>())
        {
            foreach (var authority in Enum.GetValues<AuthorityState>())
            {
                Fits(rig, Samples.Idle with { Stand = Samples.Stand with { State = StandState.OutOfOrder, Reader = reader, Authority = authority } }, $"{reader} {authority}");
            }
        }
    }

    [Theory]
    [InlineData("ja", 80)]
    [InlineData("en", 80)]
    public void StatusLine_InTheWorstCase_FitsTheScreen(string language, int width)
    {
        using var rig = new ScreenRig(language: language);
        foreach (var reader in Enum.GetValues<ReaderState>())
        {
            foreach (var authority in Enum.GetValues<AuthorityState>())
            {
                rig.Show(Samples.Idle with
                {
                    Stand = Samples.Stand with { Reader = reader, Authority = authority, Clock = ClockState.Unsynchronized, Method = IdentityMethod.Visual },
                });
                var line = StatusContent.Of(rig.Model, width);
                Assert.Equal(width, Cells.Width(line.Text));
                Assert.EndsWith("14:05 ", line.Text, StringComparison.Ordinal);
            }
        }
    }

    private static void Fits(ScreenRig rig, Snapshot snapshot, string what)
    {
        rig.Model.Take(snapshot);
        var lines = StateContent.Of(rig.Model, Width);
        Assert.True(lines.Count <= Rows, $"{what}: {lines.Count} rows\n{string.Join('\n', lines.Select(l => l.Text))}");
        Assert.All(lines, line => Assert.InRange(Cells.Width(line.Text), 0, Width));
    }
}
