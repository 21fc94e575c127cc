using System.Security.Cryptography;
using Kiosk.Records;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>The same person within a month, known by the mark of the card's certificate.</summary>
public sealed class EarlierTests : IDisposable
{
    private readonly VaultBench bench = new();

    [Fact]
    public async Task MarkOf_SameCertificate_IsTheSameAfterARestartAndInNoOtherVault()
    {
        PersonMark mark;
        await using (var vault = bench.Open())
        {
            mark = vault.MarkOf(Hanako);
            Assert.NotEqual(mark, vault.MarkOf(Taro));
        }

        await using var again = bench.Open();
        await using var other = OpenIn(bench.Beside("other"));
        Assert.Equal(mark, again.MarkOf(Hanako with { NotAfter = Noon }));
        Assert.NotEqual(mark, other.MarkOf(Hanako));
    }

    [Fact]
    public async Task Files_AfterVisits_HoldNoFingerprintInAnyForm()
    {
        var print = SHA256.HashData(Hanako.Der.Span);
        await using var vault = bench.Open();
        await vault.KeepAsync(Of(vault, Noon), Token);
        await vault.RememberAskedAsync(new AskedVisit(Guid.CreateVersion7(), Noon, IdentityMethod.Pin, Staff: null, Certificate: null, vault.MarkOf(Hanako)), Token);
        string[] forms = [Convert.ToHexString(print), Convert.ToHexStringLower(print), Convert.ToBase64String(print), Convert.ToHexStringLower(SHA256.HashData(print))];

        foreach (var bytes in Directory.GetFiles(bench.Folder).Select(File.ReadAllBytes))
        {
            Assert.True(bytes.AsSpan().IndexOf(print) < 0);
            Assert.All(forms, form => Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(form)) < 0));
        }
    }

    [Fact]
    public async Task FindEarlier_ClockNotTrusted_IsFoundWithinTheMonthThatTheClockSays()
    {
        await using var vault = bench.Open();
        var kept = Of(vault, Noon) with { IsUndated = true };
        await vault.KeepAsync(kept, Token);

        Assert.Equal(kept.VisitId, Assert.IsType<EarlierLook.Found>(await vault.FindEarlierAsync(vault.MarkOf(Hanako), Today.AddDays(3), Token)).Result.VisitId);
        Assert.IsType<EarlierLook.None>(await vault.FindEarlierAsync(vault.MarkOf(Hanako), Today.AddMonths(1), Token));
    }

    [Fact]
    public async Task FindEarlier_SeveralAnswers_TheNewestOfThisMonth()
    {
        await using var vault = bench.Open();
        var newest = Of(vault, Noon.AddDays(-1));
        foreach (var kept in new[]
        {
            Of(vault, Noon.AddDays(-9)), newest, Of(vault, Noon.AddMonths(-1)), Of(vault, Noon.AddMonths(1)),
            Of(vault, Noon) with { Outcome = Outcome.CouldNotAsk }, Of(vault, Noon) with { Outcome = Outcome.PinBlocked },
            Of(vault, Noon) with { RepeatOf = new RepeatOf(newest.VisitId, newest.EndedAt) }, Of(vault, Noon) with { Person = vault.MarkOf(Taro) },
            Of(vault, Noon) with { Person = null },
        })
        {
            await vault.KeepAsync(kept, Token);
        }

        Assert.Equal(newest.VisitId, Assert.IsType<EarlierLook.Found>(await LookAsync(vault)).Result.VisitId);
    }

    [Theory]
    [InlineData("2026-11-30T23:59:59+09:00", "2026-11-01", true)]
    [InlineData("2026-10-31T15:00:00+00:00", "2026-11-30", true)]
    [InlineData("2026-10-31T14:59:59+00:00", "2026-11-01", false)]
    [InlineData("2026-11-30T15:00:00+00:00", "2026-11-30", false)]
    [InlineData("2025-11-22T12:00:00+09:00", "2026-11-22", false)]
    public async Task FindEarlier_TheMonth_IsJapans(string answered, string today, bool isFound)
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Of(vault, DateTimeOffset.Parse(answered, System.Globalization.CultureInfo.InvariantCulture)), Token);

        var look = await vault.FindEarlierAsync(vault.MarkOf(Hanako), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), Token);

        Assert.Equal(isFound, look is EarlierLook.Found);
    }

    [Theory]
    [InlineData(Outcome.Covered)]
    [InlineData(Outcome.NotCovered)]
    [InlineData(Outcome.NoRecord)]
    [InlineData(Outcome.Several)]
    [InlineData(Outcome.Unknown)]
    public async Task FindEarlier_WhateverTheAuthorityAnswered_IsFound(Outcome outcome)
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Of(vault, Noon) with { Outcome = outcome }, Token);

        Assert.IsType<EarlierLook.Found>(await LookAsync(vault));
    }

    [Fact]
    public async Task FindEarlier_NobodyOfThatMark_IsNone()
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Of(vault, Noon) with { Person = vault.MarkOf(Taro) }, Token);

        Assert.IsType<EarlierLook.None>(await LookAsync(vault));
    }

    [Fact]
    public async Task Vault_OfTheVersionBefore_OpensWithItsResultsAndKnowsPeopleFromNowOn()
    {
        var old = Covered();
        await using (var vault = bench.Open())
        {
            await vault.KeepAsync(old, Token);
        }

        bench.BackTo(3);
        await using var again = bench.Open();
        Assert.NotNull((await again.FindAsync(old.VisitId, Token)).Value);
        Assert.IsType<EarlierLook.None>(await LookAsync(again));
        await again.KeepAsync(Of(again, Noon), Token);
        Assert.IsType<EarlierLook.Found>(await LookAsync(again));
        Assert.Empty((await again.PendingAsync(Today, Token)).Value!.Visits);
    }

    [Fact]
    public async Task FindEarlier_TableTakenAway_IsToldAsTrouble()
    {
        await using var vault = bench.Open();
        vault.Connection.Execute("DROP TABLE results");

        Assert.Equal(VaultTrouble.Corrupt, Assert.IsType<EarlierLook.Unreadable>(await LookAsync(vault)).Trouble);
    }

    public void Dispose() => bench.Dispose();

    private static KeptResult Of(SqliteVault vault, DateTimeOffset at) => Covered(at) with { Person = vault.MarkOf(Hanako) };

    private static Task<EarlierLook> LookAsync(SqliteVault vault) => vault.FindEarlierAsync(vault.MarkOf(Hanako), Today, Token);
}
