using System.CommandLine;
using Kiosk.Access;
using Kiosk.Pi.Configuration;

namespace Kiosk.Pi.Verbs;

/// <content>The verbs of accounts.</content>
internal static partial class KioskCommand
{
    private static readonly Argument<string> Account = new("ID") { Description = "The staff id, as it will stand in the audit trail" };
    private static readonly Option<string> Called = new("--name") { Description = "How the person is called" };
    private static readonly Option<bool> Forget = new("--remove") { Description = "Take the second factor away instead, where the authenticator is lost" };

    private static readonly Option<bool> FromDesk = new("--sign-in") { Description = "Ask the running desk, signing in as an auditor (--staff), instead of reading the vault as the stand's user; needs --from, at most a year" };

    private static readonly Option<string[]> Role = new Option<string[]>("--role")
    {
        Description = "reception: receives visitors; administrator: that, and sets the stand; auditor: the audit trail only. May be given several times",
    }.AcceptOnlyFromAmong("reception", "administrator", "auditor");

    private static Command Accounts() => new("staff", "Look after the accounts of staff; as root or the stand's user, whether or not the desk runs. With the first one, signing in begins")
    {
        Of("add", "Add an account; the passphrase is asked for, unseen", (verb, id, parsed, stop) => verb.AddAsync(id, parsed.GetValue(Called), RolesOf(parsed), stop), Called, Role),
        Verb("list", "Tell which accounts there are", (told, _, _) => Task.FromResult(VerbOf(told).List())),
        Of("passphrase", "Set another passphrase, where it is forgotten or known to others", (verb, id, _, stop) => verb.PassphraseAsync(id, stop)),
        Of("totp", "Set up a second factor (TOTP) in an authenticator", (verb, id, parsed, stop) => parsed.GetValue(Forget) ? verb.ForgetTotpAsync(id) : verb.TotpAsync(id, stop), Forget),
        Of("roles", "Give other roles in place of the present ones", (verb, id, parsed, _) => verb.RolesAsync(id, RolesOf(parsed)), Role),
        Of("disable", "Let nobody sign in with it; whoever is signed in no longer is", (verb, id, _, _) => verb.DisableAsync(id)),
        Of("enable", "Let it sign in again", (verb, id, _, _) => verb.EnableAsync(id)),
        Of("remove", "Remove it", (verb, id, _, _) => verb.RemoveAsync(id)),
    };

    private static Command Of(string name, string description, Func<StaffVerb, string, ParseResult, CancellationToken, Task<int>> run, params Option[] options)
    {
        var verb = Verb(name, description, (told, parsed, stop) => run(VerbOf(told), parsed.GetValue(Account)!, parsed, stop), options);
        verb.Arguments.Add(Account);
        return verb;
    }

    private static StaffRole[] RolesOf(ParseResult parsed) => [.. (parsed.GetValue(Role) ?? []).Select(word => Enum.Parse<StaffRole>(word, ignoreCase: true))];

    // Behind sudo stands somebody.
    internal static StaffVerb VerbOf(KioskOptions told) =>
        new(told, Environment.GetEnvironmentVariable("SUDO_USER") ?? Environment.UserName, TimeProvider.System, Console.Out, Console.Error);
}
