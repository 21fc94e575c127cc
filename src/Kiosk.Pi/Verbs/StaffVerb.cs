using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.SignIn;
using Kiosk.Records;
using Kiosk.Vault;

namespace Kiosk.Pi.Verbs;

/// <summary>
/// <c>kiosk staff</c>: the accounts of the stand, in their file; as root or the stand's user, whether or not the desk runs: it notices at the next request. Each change is audited, in the
/// name of who is logged in at the computer.
/// </summary>
internal sealed class StaffVerb(KioskOptions options, string staff, TimeProvider time, TextWriter output, TextWriter errors)
{
    private readonly AccountFile file = new(options.Staff.Folder);

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Adds an account.</summary>
    public async Task<int> AddAsync(string id, string? name, IReadOnlyList<StaffRole> roles, CancellationToken stop)
    {
        if (!StandUser.Become(file.Folder))
        {
            return Refuse(AccountTrouble.NoAccess);
        }

        // Before a passphrase is asked for in vain.
        var (present, unread) = file.Read();
        var added = new Account { Id = id, Name = name, Roles = [.. roles.Distinct()], Passphrase = PassphraseHash.Nobodys, AddedAt = Now, ChangedAt = Now };
        if (unread is { } trouble)
        {
            return Refuse(trouble);
        }

        if (AccountRules.Add(present, added).Fault is { } wrong)
        {
            return Refuse(wrong, id);
        }

        var (passphrase, problem) = await UnseenPrompt.AskNewAsync(stop);
        if (passphrase is null)
        {
            return Refuse(ExitCode.Usage, problem!);
        }

        using (passphrase)
        {
            added = added with { Passphrase = PassphraseHash.Of(passphrase) };
        }

        return await ChangeAsync(accounts => AccountRules.Add(accounts, added), id, AuditKind.AccountAdded)
            is not ExitCode.Done and var failed ? failed : Say(present.Count > 0 ? $"{id} was added." : $"{id} was added: from now on staff sign in, at screens that are open too.");
    }

    /// <summary>Sets another passphrase. Who has forgotten theirs needs nothing but this.</summary>
    public async Task<int> PassphraseAsync(string id, CancellationToken stop)
    {
        if (Missing(id) is { } missing)
        {
            return missing;
        }

        var (passphrase, problem) = await UnseenPrompt.AskNewAsync(stop);
        if (passphrase is null)
        {
            return Refuse(ExitCode.Usage, problem!);
        }

        using (passphrase)
        {
            var hash = PassphraseHash.Of(passphrase);
            return await ChangeAsync(id, account => account with { Passphrase = hash }, AuditKind.AccountChanged, "what=passphrase ") is not ExitCode.Done and var failed
                ? failed
                : Say($"The passphrase of {id} was changed; whoever was signed in as {id} no longer is.");
        }
    }

    /// <summary>Sets up a second factor: shows its secret, and takes it when a code of it comes.</summary>
    public async Task<int> TotpAsync(string id, CancellationToken stop)
    {
        if (Missing(id) is { } missing)
        {
            return missing;
        }

        var secret = Totp.NewSecret();
        var shown = Totp.Show(secret);
        foreach (var line in shown.Picture)
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteLineAsync($"Take this into an authenticator (TOTP), with its camera or by typing: {shown.Secret}");
        var code = await UnseenPrompt.AskAsync("The code that it shows", stop);
        return Totp.StepOf(secret, code?.Trim(), Now, last: 0) is not { } step
            ? Refuse(ExitCode.Usage, "This is not its code: nothing was changed. Is the clock right, here and there?")
            : await ChangeAsync(id, account => account with { Factor = secret, FactorStep = step }, AuditKind.SecondFactorEnrolled) is not ExitCode.Done and var failed
            ? failed
            : Say($"{id} signs in with passphrase and code from now on.");
    }

    /// <summary>Takes the second factor away, where the authenticator is lost.</summary>
    public Task<int> ForgetTotpAsync(string id) =>
        SaidAsync(ChangeAsync(id, account => account with { Factor = null, FactorStep = 0 }, AuditKind.AccountChanged, "what=factorRemoved "), $"{id} has no second factor.");

    public Task<int> RolesAsync(string id, IReadOnlyList<StaffRole> roles) =>
        SaidAsync(ChangeAsync(id, account => account with { Roles = [.. roles.Distinct()] }, AuditKind.AccountChanged, "what=roles "), $"The roles of {id} were changed.");

    public Task<int> DisableAsync(string id) => SaidAsync(ChangeAsync(id, account => account with { IsDisabled = true }, AuditKind.AccountDisabled), $"{id} can no longer sign in.");

    public Task<int> EnableAsync(string id) => SaidAsync(ChangeAsync(id, account => account with { IsDisabled = false }, AuditKind.AccountEnabled), $"{id} can sign in again.");

    public Task<int> RemoveAsync(string id) => SaidAsync(ChangeAsync(id, _ => null, AuditKind.AccountRemoved), $"{id} was removed. The audit trail keeps what was done in that name.");

    /// <summary>Writes all accounts, without secrets.</summary>
    public int List()
    {
        var (accounts, trouble) = StandUser.Become(file.Folder) ? file.Read() : ([], AccountTrouble.NoAccess);
        if (trouble is { } known)
        {
            return Refuse(known);
        }

        foreach (var account in accounts)
        {
            var more = string.Join("; ", new[] { account.Name, account.Factor is null ? null : "second factor", account.IsDisabled ? "disabled" : null }.OfType<string>());
            output.WriteLine($"{account.Id}  {string.Join(',', account.Roles).ToLowerInvariant()}{(more.Length > 0 ? $"  ({more})" : "")}");
        }

        return accounts.Count > 0 ? ExitCode.Done : Refuse(ExitCode.Nothing, "This stand has no accounts: whoever may use its socket may do everything. 'kiosk staff add ID --role administrator' makes the first one.");
    }

    private int? Missing(string id)
    {
        if (!StandUser.Become(file.Folder))
        {
            return Refuse(AccountTrouble.NoAccess);
        }

        var (accounts, trouble) = file.Read();
        return trouble is { } known ? Refuse(known) : AccountRules.Find(accounts, id) is null ? Refuse(AccountFault.NoSuch, id) : null;
    }

    private Task<int> ChangeAsync(string id, Func<Account, Account?> change, AuditKind kind, string what = "") =>
        ChangeAsync(accounts => AccountRules.Change(accounts, id, account => change(account)?.Changed(Now)), id, kind, what);

    private async Task<int> ChangeAsync(Func<IReadOnlyList<Account>, (IReadOnlyList<Account>? Accounts, AccountFault? Fault)> change, string id, AuditKind kind, string what = "")
    {
        if (!StandUser.Become(file.Folder))
        {
            return Refuse(AccountTrouble.NoAccess);
        }

        AccountFault? fault = null;
        Account? concerned = null;
        var trouble = file.Change(accounts =>
        {
            (var changed, fault) = change(accounts);
            concerned = AccountRules.Find(changed ?? accounts, id) ?? AccountRules.Find(accounts, id);
            return changed;
        });
        if (trouble is { } known)
        {
            return Refuse(known);
        }

        if (fault is { } wrong)
        {
            return Refuse(wrong, id);
        }

        await AuditAsync(new AuditEvent(Now, kind, Staff: staff, Detail: what + AccountDetail.Of(concerned!)));
        return ExitCode.Done;
    }

    // A vault is not made for it: the first account may come before the stand's first start.
    private async Task AuditAsync(AuditEvent happened)
    {
        if (!SqliteVault.IsIn(options.Vault.Folder))
        {
            return;
        }

        await using var vault = Rooms.Vault(options).Value;
        if (vault is null || await vault.AuditAsync([happened], CancellationToken.None) is not null)
        {
            await errors.WriteLineAsync("kiosk: It was done, but could not be audited: the vault cannot be written.");
        }
    }

    private async Task<int> SaidAsync(Task<int> change, string done)
    {
#pragma warning disable VSTHRD003 // Begun by the caller just now.
        var exitCode = await change;
#pragma warning restore VSTHRD003
        return exitCode == ExitCode.Done ? Say(done) : exitCode;
    }

    private int Say(string done)
    {
        output.WriteLine(done);
        return ExitCode.Done;
    }

    private int Refuse(AccountTrouble trouble) => trouble switch
    {
        AccountTrouble.NoAccess => Refuse(ExitCode.CannotWrite, $"Staff:Folder '{options.Staff.Folder}' cannot be read or written by this user. Run this as root, or as the stand's user."),
        AccountTrouble.Broken => Refuse(ExitCode.Configuration, $"Staff:Folder '{options.Staff.Folder}' holds an accounts.json that is none. Put back a copy of it; nobody can sign in meanwhile."),
    };

    private int Refuse(AccountFault fault, string id) => fault switch
    {
        AccountFault.BadId => Refuse(ExitCode.Usage, $"'{id}' is no staff id: it must be one line of at most {Kiosk.Desk.StaffId.Longest} visible characters."),
        AccountFault.Exists => Refuse(ExitCode.Usage, $"There is an account {id} already."),
        AccountFault.NoSuch => Refuse(ExitCode.Nothing, $"There is no account {id}. 'kiosk staff list' tells which there are."),
        AccountFault.FirstIsNoAdministrator => Refuse(ExitCode.Usage, "The first account must be an administrator's: --role administrator."),
        AccountFault.LastAdministrator => Refuse(ExitCode.Usage, $"{id} is the last administrator who can sign in. Add another one before."),
        AccountFault.NoRole => Refuse(ExitCode.Usage, "An account needs a role: --role reception, administrator or auditor, and it may be given several times."),
    };

    private int Refuse(int exitCode, string problem)
    {
        errors.WriteLine($"kiosk: {problem}");
        return exitCode;
    }
}
