using System.Text.Json.Serialization;

namespace Kiosk.Access;

/// <summary>Somebody wants to sign in, or to unlock what is locked.</summary>
/// <param name="Staff">Who.</param>
/// <param name="Passphrase">The passphrase.</param>
/// <param name="Code">The six digits of the second factor, where there is one; while a new one is set up, those of the new one.</param>
public sealed record SignInRequest([property: JsonRequired] string Staff, [property: JsonRequired] Passphrase Passphrase, string? Code = null)
{
    /// <summary>Never what was typed.</summary>
    public override string ToString() => "sign-in request";
}

/// <summary>Somebody who is signed in wants another passphrase.</summary>
/// <param name="Present">The one of now: who sits there may not be who signed in.</param>
/// <param name="Wanted">The new one.</param>
public sealed record PassphraseChange([property: JsonRequired] Passphrase Present, [property: JsonRequired] Passphrase Wanted)
{
    /// <summary>Never what was typed.</summary>
    public override string ToString() => "passphrase change";
}

/// <summary>What became of it.</summary>
public enum SignInResult
{
    /// <summary>Signed in; or the passphrase is another now.</summary>
    Done,

    /// <summary>Id, passphrase and code do not go together, or the account is disabled: it is never told which.</summary>
    Refused,

    /// <summary>Too many wrong ones: nothing is looked at before some seconds have passed.</summary>
    Wait,

    /// <summary>The passphrase is right, but the stand wants a second factor, which must be set up now: its code is to be sent as well.</summary>
    FactorNeeded,

    /// <summary>The same, and the code that was sent is not the new factor's.</summary>
    FactorWrong,

    /// <summary>Too many sign in at this moment.</summary>
    Busy,

    /// <summary>The accounts cannot be read or written.</summary>
    Unreadable,

    /// <summary>The stand has no accounts: nobody need sign in.</summary>
    NotNeeded,

    /// <summary>The new passphrase is too short, or too long (see <see cref="Passphrase.IsGood"/>): nothing was changed.</summary>
    NotGood,
}

/// <summary>The desk's answer.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Token">What every further request must show, when signed in.</param>
/// <param name="SignIn">Who is signed in.</param>
/// <param name="WaitSeconds">How long to wait.</param>
/// <param name="Factor">The second factor to be set up.</param>
public sealed record SignInAnswer(SignInResult Result, string? Token = null, SignInView? SignIn = null, int? WaitSeconds = null, NewFactor? Factor = null)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"sign-in {Result}";
}

/// <summary>A second factor (RFC 6238) that is to be set up in an authenticator.</summary>
/// <param name="Secret">Its secret in Base32.</param>
/// <param name="Picture">A QR code of it, drawn with half blocks: bright on dark.</param>
public sealed record NewFactor(string Secret, IReadOnlyList<string> Picture)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => "new factor";
}

/// <summary>Somebody who is signed in.</summary>
/// <param name="Staff">Who.</param>
/// <param name="Name">How the account is called, where it has a name.</param>
/// <param name="Roles">As what.</param>
/// <param name="Since">Since when.</param>
/// <param name="Uid">The user of the computer, by number.</param>
/// <param name="Pid">The process that signed in.</param>
/// <param name="Terminal">Its terminal, where it has one.</param>
/// <param name="IsLocked">It is locked.</param>
public sealed record SignInView(string Staff, string? Name, IReadOnlyList<StaffRole> Roles, DateTimeOffset Since, int Uid, int Pid, string? Terminal, bool IsLocked);

/// <summary>Why a sign-in was locked or ended.</summary>
public enum SignInEnd
{
    /// <summary>By a key, or a call for it.</summary>
    Key,

    /// <summary>Nothing was done for too long.</summary>
    Idle,

    /// <summary>It is too old.</summary>
    Expired,

    /// <summary>The account was changed, disabled or removed.</summary>
    Changed,

    /// <summary>The screen is gone.</summary>
    Gone,

    /// <summary>Somebody else signed in at the same screen.</summary>
    Replaced,

    /// <summary>The desk stopped.</summary>
    Stopped,
}

/// <summary>What the desk tells a screen about its own sign-in, whenever something changes.</summary>
/// <param name="IsLocked">It is locked.</param>
/// <param name="IsOver">It has ended.</param>
/// <param name="Why">Why, where it is locked or has ended.</param>
/// <param name="SignIns">How many sign-ins there are, this one included.</param>
/// <param name="People">Of how many people.</param>
public sealed record SignInNews(bool IsLocked, bool IsOver, SignInEnd? Why, int SignIns, int People);
