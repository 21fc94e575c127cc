namespace Kiosk.Pi.Configuration;

/// <content>Who may use the stand.</content>
internal sealed partial class KioskOptions
{
    public StaffSection Staff { get; set; } = new();

    public SignInSection SignIn { get; set; } = new();

    /// <summary>Whether a second factor is wanted of everybody.</summary>
    internal enum SecondFactor
    {
        Optional,
        Required,
    }

    internal sealed class StaffSection
    {
        /// <summary>Where the accounts lie.</summary>
        public string Folder { get; set; } = "/var/lib/kiosk/staff";
    }

    internal sealed class SignInSection
    {
        /// <summary>After how many minutes without a key a sign-in is locked.</summary>
        public int IdleMinutes { get; set; } = 10;

        /// <summary>Optional: whoever has one uses it. Required: whoever has none sets one up at the next sign-in.</summary>
        public SecondFactor SecondFactor { get; set; }
    }
}
