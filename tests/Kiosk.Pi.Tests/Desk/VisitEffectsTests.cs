using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Visits;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

public sealed class VisitEffectsTests
{
    private const int Often = 200;

    private static Visit NewVisit() => new()
    {
        Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
        Method = IdentityMethod.Visual,
        StartedAt = DateTimeOffset.UnixEpoch,
        State = VisitState.Asking,
        Staff = "S07",
        PhotoMatchedAt = DateTimeOffset.UnixEpoch,
        Certificate = new AuthCertificate(new byte[] { 0x30, 0 }, CertificateStanding.Ok, DateTimeOffset.UnixEpoch),
    };

    [Fact]
    public async Task Begin_VisitReleasedBeforeItsWorkRuns_IsNoDefectAndNotTheNextOnesWork()
    {
        var inbox = new DeskInbox();
        var authority = new ScriptedAuthority { Confirm = _ => Task.FromCanceled<AuthorityAnswer>(new CancellationToken(canceled: true)) };
        Assert.True(FacilityCode.TryParse("1329999997", out var facility));
        using var vault = new ScriptedVault();
        await using var effects = new VisitEffects(new ScriptedReader(), authority, vault, facility!, inbox, () => ClockState.Synchronized, new FakeTimeProvider(), NullLogger<VisitEffects>.Instance);
        using var pin = new Pin();
        for (var n = 0; n < Often; n++)
        {
            var visit = NewVisit();
            effects.Begin(VisitEffect.ReadCard, visit, pin);
            effects.Begin(VisitEffect.AskAuthority, visit, pin);
            effects.Release();
        }

        await effects.DisposeAsync();
        inbox.Post(new DeskMessage.CardLaid());
        await foreach (var message in inbox.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (message is DeskMessage.CardLaid)
            {
                break;
            }

            Assert.IsType<VisitEvent.CardRead>(Assert.IsType<DeskMessage.Happened>(message).Event);
        }
    }
}
