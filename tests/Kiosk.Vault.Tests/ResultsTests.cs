using System.Text.Json;
using CsCheck;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

public sealed class ResultsTests : IDisposable
{
    private static readonly string[] Awkward = ["", "\0", "●", "𠮷野家", "\"'; DROP TABLE results; --", new string('長', 5000)];

    private readonly VaultBench bench = new();

    [Fact]
    public async Task Find_KeptResult_GivesEveryMemberBack()
    {
        await using var vault = bench.Open();
        var kept = Covered();

        Assert.Null(await vault.KeepAsync(kept, Token));

        Assert.Equal(AsText(kept), AsText((await vault.FindAsync(kept.VisitId, Token)).Value));
    }

    [Fact]
    public async Task Find_AnotherProcessLater_GivesTheSame()
    {
        var kept = Covered();
        await using (var vault = bench.Open())
        {
            await vault.KeepAsync(kept, Token);
        }

        await using var reopened = bench.Open();

        Assert.Equal(AsText(kept), AsText((await reopened.FindAsync(kept.VisitId, Token)).Value));
    }

    /// <summary>As the stand wrote it before a date could be anything but a date, and before the back of the card, issue and limit certificate were kept.</summary>
    [Fact]
    public async Task Find_ResultOfAnOlderVersion_OpensWithEverythingItHad()
    {
        const string written =
            """
            {"visitId":"019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40","endedAt":"2026-11-22T12:00:00+09:00","method":"visual","outcome":"covered","staff":"S07","certificate":"grace",
            "confirmation":{"segment":"1","qualificationDate":"2026-11-22","executedAt":"2026-11-22T11:59:58","processingStatus":"1","processingMessage":"お知らせ","validity":"1",
            "records":[{"cardClassification":"01","name":"架空　花子","nameKana":"ｶｸｳ ﾊﾅｺ","sex":"2","birthdate":"1971-02-03","insurerNumber":"06999999","branch":"00",
            "qualifiedOn":"2020-04-01","elderlyValidUntil":"2027-07-31","elderlyContributionRatio":"020"}]},"authorityMessage":"x","lastDay":"2026-12-31"}
            """;
        var id = Guid.Parse("019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40");
        await using var vault = bench.Open();
        Assert.Null(await vault.KeepAsync(Covered(id: id), Token));
        using (var key = bench.ReadKey())
        using (var sealer = new Sealer(key, "results"))
        {
            vault.Connection.Execute("UPDATE results SET sealed = $sealed", ("$sealed", sealer.Seal("results.sealed", id, System.Text.Encoding.UTF8.GetBytes(written))));
        }

        var found = Assert.Single((await vault.OnDayAsync(Today, Token)).Value!);

        Assert.Equal(
            new EligibilityRecord
            {
                CardClassification = "01",
                Name = "架空　花子",
                NameKana = "ｶｸｳ ﾊﾅｺ",
                Sex = "2",
                Birthdate = new DateOnly(1971, 2, 3),
                InsurerNumber = "06999999",
                Branch = "00",
                QualifiedOn = new DateOnly(2020, 4, 1),
                ElderlyValidUntil = new DateOnly(2027, 7, 31),
                ElderlyContributionRatio = "020",
            },
            Assert.Single(found.Confirmation!.Records));
        Assert.Equal((Outcome.Covered, "S07", "お知らせ"), (found.Outcome, found.Staff, found.Confirmation.ProcessingMessage));
        Assert.Equal(0, vault.Unreadable);
    }

    [Fact]
    public async Task Find_UnknownVisit_IsNull()
    {
        await using var vault = bench.Open();

        Assert.Null((await vault.FindAsync(Guid.CreateVersion7(Noon), Token)).Value);
    }

    [Fact]
    public async Task Keep_SameVisitAgain_FirstOneStays()
    {
        await using var vault = bench.Open();
        var first = Covered();
        var second = first with { Outcome = Outcome.CouldNotAsk, Confirmation = null };

        Assert.Null(await vault.KeepAsync(first, Token));
        Assert.Null(await vault.KeepAsync(second, Token));

        Assert.Equal(Outcome.Covered, Assert.Single((await vault.OnDayAsync(Today, Token)).Value!).Outcome);
    }

    [Fact]
    public async Task OnDay_ResultsOfThreeDays_OnlyTheDayNewestFirst()
    {
        await using var vault = bench.Open();
        var midnight = new DateTimeOffset(2026, 11, 22, 0, 0, 0, JapanTime.Offset);
        var morning = Covered(midnight);
        var evening = Covered(midnight.AddDays(1).AddTicks(-1));
        foreach (var result in new[] { evening, Covered(midnight.AddTicks(-1)), morning, Covered(midnight.AddDays(1)) })
        {
            await vault.KeepAsync(result, Token);
        }

        var day = (await vault.OnDayAsync(Today, Token)).Value!;

        Assert.Equal([evening.VisitId, morning.VisitId], day.Select(result => result.VisitId));
    }

    [Fact]
    public async Task OnDay_SameMomentInUtc_IsTheDayInJapan()
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Covered(new DateTimeOffset(2026, 11, 21, 15, 0, 0, TimeSpan.Zero)), Token);

        Assert.Single((await vault.OnDayAsync(Today, Token)).Value!);
    }

    [Fact]
    public async Task Keep_ManyAtOnce_AllAreThere()
    {
        await using var vault = bench.Open();
        var results = Enumerable.Range(0, 50).Select(i => Covered(Noon.AddSeconds(i))).ToList();

        var troubles = await Task.WhenAll(results.Select(result => vault.KeepAsync(result, Token)));

        Assert.All(troubles, trouble => Assert.Null(trouble));
        Assert.Equal(results.Select(result => result.VisitId).Reverse(), (await vault.OnDayAsync(Today, Token)).Value!.Select(result => result.VisitId));
    }

    [Fact]
    public async Task Keep_AnyOutcomeReasonAndText_ComesBack()
    {
        await using var vault = bench.Open();
        var texts = Gen.OneOf(Gen.String, Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]));
        var results = Gen.Select(Gen.Enum<Outcome>(), Gen.Enum<Reason>(), Gen.Enum<IdentityMethod>(), texts, texts, (outcome, reason, method, staff, message) =>
            Covered() with { VisitId = Guid.CreateVersion7(Noon), Outcome = outcome, Reason = reason, Method = method, Staff = Wellformed(staff), AuthorityMessage = Wellformed(message) });

        await results.SampleAsync(
            async kept =>
            {
                Assert.Null(await vault.KeepAsync(kept, Token));
                Assert.Equal(AsText(kept), AsText((await vault.FindAsync(kept.VisitId, Token)).Value));
            },
            iter: 100, threads: 1);
    }

    [Fact]
    public async Task Keep_Cancelled_WritesNothing()
    {
        await using var vault = bench.Open();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => vault.KeepAsync(Covered(), cancelled.Token));

        Assert.Empty((await vault.OnDayAsync(Today, Token)).Value!);
    }

    public void Dispose() => bench.Dispose();

    // Lone surrogates are no text; JSON cannot carry them.
    private static string Wellformed(string text) => string.Concat(text.EnumerateRunes());

    private static string AsText(KeptResult? result) => JsonSerializer.Serialize(result, DeskJson.Default.KeptResult!);
}
