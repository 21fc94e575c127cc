using Kiosk.Access;

namespace Kiosk.Accounts.Tests;

public sealed class AccountFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(9));
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("accounts").FullName, "staff");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public void Read_NoFile_NobodyAndNoTrouble()
    {
        var file = new AccountFile(folder);
        Assert.Empty(file.Read().Accounts);
        Assert.Null(file.Read().Trouble);
        Assert.Null(file.Facts);
    }

    [Fact]
    public void Change_ThereAndBack_IsTheSameAndForItsOwnerOnly()
    {
        var file = new AccountFile(folder);
        var kept = Of("tanaka", StaffRole.Administrator, StaffRole.Reception) with { Name = "架空　花子", Factor = Totp.NewSecret(), FactorStep = 7, Revision = 3 };
        Assert.Null(file.Change(_ => [kept]));

        var read = Assert.Single(file.Read().Accounts);
        Assert.Equal((kept.Id, kept.Name, kept.Factor, 7L, 3, Now), (read.Id, read.Name, read.Factor, read.FactorStep, read.Revision, read.AddedAt));
        Assert.Equal(kept.Roles, read.Roles);
        using var right = new Passphrase("correct horse battery");
        using var wrong = new Passphrase("correct horse batterz");
        Assert.True(read.Passphrase.Fits(right));
        Assert.False(read.Passphrase.Fits(wrong));
        Assert.All(Directory.GetFiles(folder), path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
        Assert.DoesNotContain("horse", File.ReadAllText(Path.Combine(folder, "accounts.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_AfterEachChange_AreOthers()
    {
        var file = new AccountFile(folder);
        var seen = new HashSet<FileFacts?>();
        for (var change = 0; change < 20; change++)
        {
            Assert.Null(file.Change(accounts => [.. accounts, Of($"a{change}")]));
            Assert.True(seen.Add(file.Facts));
        }
    }

    [Fact]
    public async Task Change_ManyAtOnce_LosesNone()
    {
        const int Many = 40;
        var account = Of("x");
        await Task.WhenAll(Enumerable.Range(0, Many).Select(n => Task.Run(() => Assert.Null(new AccountFile(folder).Change(accounts => [.. accounts, account with { Id = $"a{n}" }])))));
        Assert.Equal(Many, new AccountFile(folder).Read().Accounts.Select(one => one.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"accounts":null}""")]
    [InlineData("""{"accounts":[{"id":"x"}]}""")]
    [InlineData("""{"accounts":[],"open":true}""")]
    public void Read_SomethingElse_IsATroubleAndNotNobody(string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "accounts.json"), text);
        var file = new AccountFile(folder);
        Assert.Equal(AccountTrouble.Broken, file.Read().Trouble);
        Assert.Equal(AccountTrouble.Broken, file.Change(accounts => [.. accounts, Of("x")]));
        Assert.Equal(text, File.ReadAllText(Path.Combine(folder, "accounts.json")));
    }

    [Theory]
    [InlineData(int.MaxValue, 3)]
    [InlineData(-1, 3)]
    [InlineData(65536, int.MaxValue)]
    public void Fits_CostsThatNobodySet_FitsNothingAtOnce(int memory, int passes)
    {
        using var typed = new Passphrase("correct horse battery");
        Assert.False((PassphraseHash.Of(typed) with { MemoryKiB = memory, Passes = passes }).Fits(typed));
    }

    [Fact]
    public void Rules_LastAdministrator_Stays()
    {
        Assert.Equal(AccountFault.FirstIsNoAdministrator, AccountRules.Add([], Of("r")).Fault);
        var accounts = AccountRules.Add(AccountRules.Add([], Of("a", StaffRole.Administrator)).Accounts!, Of("r")).Accounts!;
        Assert.Equal(AccountFault.Exists, AccountRules.Add(accounts, Of("r")).Fault);
        Assert.Equal(AccountFault.BadId, AccountRules.Add(accounts, Of("r\n")).Fault);
        Assert.Equal(AccountFault.NoRole, AccountRules.Add(accounts, Of("n") with { Roles = [] }).Fault);
        Assert.Equal(AccountFault.NoSuch, AccountRules.Change(accounts, "x", account => account).Fault);
        Assert.Equal(AccountFault.LastAdministrator, AccountRules.Change(accounts, "a", _ => null).Fault);
        Assert.Equal(AccountFault.LastAdministrator, AccountRules.Change(accounts, "a", account => account with { IsDisabled = true }).Fault);
        Assert.Equal(AccountFault.LastAdministrator, AccountRules.Change(accounts, "a", account => account with { Roles = [StaffRole.Auditor] }).Fault);
        Assert.Equal("a", Assert.Single(AccountRules.Change(accounts, "r", _ => null).Accounts!).Id);
    }

    private static Account Of(string id, params StaffRole[] roles) =>
        new() { Id = id, Roles = roles is [] ? [StaffRole.Reception] : roles, Passphrase = Hash.Value, AddedAt = Now, ChangedAt = Now };

    // One serves for all: it costs as much time as it must.
    private static readonly Lazy<PassphraseHash> Hash = new(() =>
    {
        using var passphrase = new Passphrase("correct horse battery");
        return PassphraseHash.Of(passphrase);
    });
}
