using System.Security.Cryptography;
using Kiosk.Authority.Tests.Desk;
using Kiosk.Eligibility;
using Kiosk.Secrets;

namespace Kiosk.Authority.Tests;

public sealed class IdentityTests
{
    [Fact]
    public async Task Load_NothingThere_IsNotEnrolled()
    {
        await using var desk = await TestDesk.OpenAsync();

        Assert.Equal(IdentityTrouble.NotEnrolled, DeviceIdentity.Load(desk.IdentityFolder).Trouble);
        Directory.CreateDirectory(desk.IdentityFolder);
        Assert.Equal(IdentityTrouble.NotEnrolled, DeviceIdentity.Load(desk.IdentityFolder).Trouble);
    }

    [Theory]
    [InlineData("device.key", "")]
    [InlineData("device.key", "no key")]
    [InlineData("device.pem", "")]
    [InlineData("device.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("device.json", "")]
    [InlineData("device.json", "null")]
    [InlineData("device.json", "{}")]
    public async Task Load_FileWithoutSense_IsUnreadable(string file, string content)
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        await File.WriteAllTextAsync(Path.Combine(desk.IdentityFolder, file), content, TestDesk.Cancellation);

        Assert.Equal(IdentityTrouble.Unreadable, DeviceIdentity.Load(desk.IdentityFolder).Trouble);
    }

    [Fact]
    public async Task Load_KeyOfAnother_DoesNotFit()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(Path.Combine(desk.IdentityFolder, "device.key"), other.ExportPkcs8PrivateKeyPem(), TestDesk.Cancellation);

        Assert.Equal(IdentityTrouble.KeyDoesNotFit, DeviceIdentity.Load(desk.IdentityFolder).Trouble);
    }

    [Fact]
    public async Task Load_AfterTheCertificatesLife_IsExpired()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        Assert.False(desk.LoadIdentity().IsExpired(desk.Time.GetUtcNow()));
        desk.Time.Advance(TimeSpan.FromDays(91));

        Assert.True(desk.LoadIdentity().IsExpired(desk.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Check_CertificateExpired_IsToldAsThatUntilTheStandIsEnrolledAnew()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        Assert.Equal(AuthorityState.Available, (await authority.CheckAsync(TestDesk.Cancellation)).State);
        desk.Time.Advance(TimeSpan.FromDays(91));
        await desk.Server.BehaveAsync("down");
        await desk.Server.BehaveAsync("normal");
        Assert.Equal(AuthorityState.Expired, (await authority.CheckAsync(TestDesk.Cancellation)).State);

        Assert.IsType<EnrolmentResult.Enrolled>(await desk.EnrolAsync());

        Assert.Equal(AuthorityState.Available, (await authority.CheckAsync(TestDesk.Cancellation)).State);
        Assert.Equal("K0000002", authority.Identity.DeviceId);
    }

    [Fact]
    public async Task Check_RevokedAndEnrolledForAnotherFacility_StaysWhoItWas()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        await Enrolment.EnrolAsync(desk.Options, TestDesk.Code("0110113719"), "stand-1", desk.Server.NewActivationCode(), desk.IdentityFolder, desk.Time, TestDesk.Cancellation);
        await desk.Server.BehaveAsync("revoked");

        Assert.Equal(AuthorityState.NotEnrolled, (await authority.CheckAsync(TestDesk.Cancellation)).State);
        Assert.Equal("K0000001", authority.Identity.DeviceId);
    }

    /// <summary>The plug was pulled between a key of one kind and the end of one of the other: whichever fits the certificate counts.</summary>
    [Fact]
    public async Task Load_SealedKeyOfBeforeLeftBehind_TakesTheOneThatFits()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.EnrolAsync();
        await File.WriteAllTextAsync(Path.Combine(desk.IdentityFolder, "device.key.cred"), "sealed elsewhere", TestDesk.Cancellation);

        using var authority = await desk.ConnectAsync();
        Assert.NotNull((await authority.GetChallengeAsync(TestDesk.Cancellation)).Challenge);
        File.Delete(Path.Combine(desk.IdentityFolder, "device.key"));
        Assert.Equal(IdentityTrouble.SealedElsewhere, DeviceIdentity.Load(desk.IdentityFolder).Trouble);
    }

    /// <summary>With systemd-creds itself, where it is.</summary>
    [Fact]
    public async Task Seal_BySystemd_ServesAndIsRenewedSealed()
    {
        Assert.SkipWhen(KeySeal.Seal("any", "any") is null, "systemd-creds is not here, or does not seal for this user.");
        await using var desk = await TestDesk.OpenAsync();
        var code = desk.Server.NewActivationCode();
        await Enrolment.EnrolAsync(desk.Options, TestDesk.Facility, "stand-1", code, desk.IdentityFolder, desk.Time, TestDesk.Cancellation, isSealed: true);
        var before = await SealedAsync();
        using var authority = await desk.ConnectAsync();
        Assert.NotNull((await authority.GetChallengeAsync(TestDesk.Cancellation)).Challenge);
        desk.Time.Advance(TimeSpan.FromDays(76));

        Assert.IsType<RenewalResult.Renewed>(await authority.RenewIfDueAsync(TestDesk.Cancellation));

        Assert.NotEqual(before, await SealedAsync());
        Assert.NotNull((await authority.GetChallengeAsync(TestDesk.Cancellation)).Challenge);

        async Task<string> SealedAsync()
        {
            Assert.False(File.Exists(Path.Combine(desk.IdentityFolder, "device.key")));
            return await File.ReadAllTextAsync(Path.Combine(desk.IdentityFolder, "device.key.cred"), TestDesk.Cancellation);
        }
    }

    /// <summary>The plug was pulled while an identity was replaced: each step of it in turn.</summary>
    [Theory]
    [InlineData("device.key", "K0000001")]
    [InlineData("device.key device.pem", "K0000001")]
    [InlineData("device.key device.pem device.json.tmp", "K0000001")]
    [InlineData("device.key device.pem device.json", "K0000002")]
    [InlineData("device.pem device.json", "K0000002")]
    [InlineData("device.json", "K0000002")]
    public async Task Load_ReplacementInterrupted_IsTheOldOrTheNewAndServes(string stillNew, string expected)
    {
        await using var desk = await TestDesk.OpenAsync();
        var (folder, second) = (desk.IdentityFolder, Path.Combine(desk.Root, "second"));
        await desk.EnrolAsync();
        await desk.EnrolAsync(folder: second);
        var pending = stillNew.Split(' ');
        foreach (var file in (string[])["device.key", "device.pem", "device.json"])
        {
            var moved = !pending.Any(name => name.StartsWith(file, StringComparison.Ordinal)) && pending.Contains("device.json", StringComparer.Ordinal);
            var written = pending.FirstOrDefault(name => name.StartsWith(file, StringComparison.Ordinal));
            if (moved || written is not null)
            {
                File.Copy(Path.Combine(second, file), Path.Combine(folder, moved ? file : written == file ? file + ".new" : file + ".new.tmp"), overwrite: true);
            }
        }

        Assert.Equal(expected, desk.LoadIdentity().DeviceId);
        using var authority = await desk.ConnectAsync();
        Assert.NotNull((await authority.GetChallengeAsync(TestDesk.Cancellation)).Challenge);
        Assert.IsType<EnrolmentResult.Enrolled>(await desk.EnrolAsync());
        Assert.Equal("K0000003", desk.LoadIdentity().DeviceId);
    }

    [Fact]
    public async Task Renew_TooEarly_AsksNobody()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        desk.Time.Advance(TimeSpan.FromDays(59));
        await desk.Server.BehaveAsync("down");

        Assert.IsType<RenewalResult.NotDue>(await authority.RenewIfDueAsync(TestDesk.Cancellation));
    }

    [Fact]
    public async Task Renew_StandsEnrolledTogether_AreDueApart()
    {
        await using var desk = await TestDesk.OpenAsync();
        var due = new List<double>();
        for (var stand = 0; stand < 8; stand++)
        {
            await desk.EnrolAsync();
            var identity = desk.LoadIdentity();
            var life = identity.NotAfter - identity.NotBefore;
            due.Add(Enumerable.Range(0, 1000).First(share => identity.IsRenewalDue(identity.NotBefore + (life * (share / 1000.0)))) / 1000.0);
        }

        Assert.All(due, share => Assert.InRange(share, 2 / 3.0, 5 / 6.0 + 0.001));
        Assert.InRange(due.Max() - due.Min(), 0.03, 1);
    }

    [Fact]
    public async Task Renew_LastThird_ServesWithTheNewCertificateFromThenOn()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        var before = await File.ReadAllTextAsync(Path.Combine(desk.IdentityFolder, "device.key"), TestDesk.Cancellation);
        var old = authority.Identity.NotAfter;
        desk.Time.Advance(TimeSpan.FromDays(76));

        var renewed = Assert.IsType<RenewalResult.Renewed>(await authority.RenewIfDueAsync(TestDesk.Cancellation));

        Assert.Equal(76, (renewed.NotAfter - old).TotalDays, tolerance: 0.1);
        Assert.Equal(renewed.NotAfter, authority.Identity.NotAfter);
        Assert.Equal(("K0000001", renewed.NotAfter), (desk.LoadIdentity().DeviceId, desk.LoadIdentity().NotAfter));
        Assert.False(before == await File.ReadAllTextAsync(Path.Combine(desk.IdentityFolder, "device.key"), TestDesk.Cancellation));
        Assert.IsType<RenewalResult.NotDue>(await authority.RenewIfDueAsync(TestDesk.Cancellation));
    }

    [Fact]
    public async Task Renew_AuthorityRefusesOrIsAway_KeepsThePresentOne()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync();
        desk.Time.Advance(TimeSpan.FromDays(76));
        await desk.Server.BehaveAsync("revoked");
        Assert.Equal(Visits.Reason.DeviceUnknown, Assert.IsType<RenewalResult.Failed>(await authority.RenewIfDueAsync(TestDesk.Cancellation)).Reason);
        await desk.Server.BehaveAsync("down");
        Assert.Equal(Visits.Reason.Unreachable, Assert.IsType<RenewalResult.Failed>(await authority.RenewIfDueAsync(TestDesk.Cancellation)).Reason);

        await desk.Server.BehaveAsync("normal");

        Assert.Equal("K0000001", desk.LoadIdentity().DeviceId);
        Assert.IsType<RenewalResult.Renewed>(await authority.RenewIfDueAsync(TestDesk.Cancellation));
    }
}
