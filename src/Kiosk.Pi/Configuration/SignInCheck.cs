namespace Kiosk.Pi.Configuration;

/// <summary>Looks through what is said of accounts and signing in.</summary>
internal static class SignInCheck
{
    // Longer is no lock.
    private const int MostIdleMinutes = 60;

    /// <summary>What is wrong, with the key.</summary>
    public static IEnumerable<string> Problems(KioskOptions options)
    {
        if (!Path.IsPathFullyQualified(options.Staff.Folder))
        {
            yield return $"Staff:Folder is '{options.Staff.Folder}': it must be the whole path of a folder.";
        }

        if (options.SignIn.IdleMinutes is < 1 or > MostIdleMinutes)
        {
            yield return $"SignIn:IdleMinutes is {options.SignIn.IdleMinutes}: it must be 1 to {MostIdleMinutes} minutes.";
        }

        if (!Enum.IsDefined(options.SignIn.SecondFactor))
        {
            yield return "SignIn:SecondFactor must be optional or required.";
        }
    }
}
