using Kiosk.Accounts;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.SignIn;

/// <summary>The accounts as they are in the file at this moment.</summary>
internal sealed class StaffAccounts(AccountFile file, ILogger<StaffAccounts> log)
{
    private readonly Lock gate = new();
    private bool isRead;
    private FileFacts? facts;
    private State state = new([], IsUnreadable: false);

    /// <summary>Looks whether the file was changed, and reads it then.</summary>
    public State Now
    {
        get
        {
            lock (gate)
            {
                if (file.Facts is var found && (!isRead || found != facts))
                {
                    isRead = true;
                    facts = found;
                    state = Read(state);
                }

                return state;
            }
        }
    }

    /// <summary>Changes one account by what the desk itself learned; false when it could not be written.</summary>
    public bool Change(string id, Func<Account, Account> change) =>
        file.Change(accounts => [.. accounts.Select(account => account.Id == id ? change(account) : account)]) is null;

    private State Read(State before)
    {
        var (accounts, trouble) = file.Read();
        if (trouble is { } known)
        {
            log.LogError("The accounts in '{Folder}' cannot be read ({Trouble}): nobody can sign in until they can.", file.Folder, known);
        }
        else if (accounts.Count == 0 && before.IsNeeded)
        {
            log.LogError("The accounts in '{Folder}' are gone: nobody can sign in until they are back, or the desk is started anew.", file.Folder);
        }

        // Whoever takes the file away opens nothing.
        return new State(accounts, trouble is not null || (accounts.Count == 0 && before.IsNeeded));
    }

    /// <summary>The accounts at a moment.</summary>
    /// <param name="Accounts">All of them.</param>
    /// <param name="IsUnreadable">There are some, but nobody knows which.</param>
    internal sealed record State(IReadOnlyList<Account> Accounts, bool IsUnreadable)
    {
        /// <summary>Nothing is done without a sign-in.</summary>
        public bool IsNeeded => Accounts.Count > 0 || IsUnreadable;

        /// <summary>The account of an id, if somebody may sign in with it.</summary>
        public Account? Usable(string id) => AccountRules.Find(Accounts, id) is { IsDisabled: false } account ? account : null;
    }
}
