using Kiosk.Desk;

namespace Kiosk.Accounts;

/// <summary>Why a change of accounts is not made.</summary>
public enum AccountFault
{
    /// <summary>The id is no staff id.</summary>
    BadId,

    /// <summary>There is one of that id.</summary>
    Exists,

    /// <summary>There is none of that id.</summary>
    NoSuch,

    /// <summary>The first account must be an administrator's.</summary>
    FirstIsNoAdministrator,

    /// <summary>Without it no administrator could sign in.</summary>
    LastAdministrator,

    /// <summary>No role is given.</summary>
    NoRole,
}

/// <summary>What may be done with accounts. There is always an administrator who can sign in.</summary>
public static class AccountRules
{
    /// <summary>With one more.</summary>
    public static (IReadOnlyList<Account>? Accounts, AccountFault? Fault) Add(IReadOnlyList<Account> accounts, Account added)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(added);
        return !StaffId.IsGood(added.Id) ? (null, AccountFault.BadId)
            : added.Roles.Count == 0 ? (null, AccountFault.NoRole)
            : Find(accounts, added.Id) is not null ? (null, AccountFault.Exists)
            : accounts.Count == 0 && !added.IsAdministrator ? (null, AccountFault.FirstIsNoAdministrator)
            : ([.. accounts, added], null);
    }

    /// <summary>With one changed; removed, where nothing is left of it.</summary>
    public static (IReadOnlyList<Account>? Accounts, AccountFault? Fault) Change(IReadOnlyList<Account> accounts, string id, Func<Account, Account?> change)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(change);
        if (Find(accounts, id) is not { } before)
        {
            return (null, AccountFault.NoSuch);
        }

        var after = change(before);
        IReadOnlyList<Account> changed = [.. accounts.Select(account => account.Id == id ? after : account).OfType<Account>()];
        return after is { Roles.Count: 0 } ? (null, AccountFault.NoRole)
            : changed.Any(account => account.IsAdministrator) ? (changed, null)
            : (null, AccountFault.LastAdministrator);
    }

    /// <summary>The account of an id, or null.</summary>
    public static Account? Find(IReadOnlyList<Account> accounts, string id)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return accounts.FirstOrDefault(account => account.Id == id);
    }
}
