using Kiosk.Authority;
using Kiosk.Card;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Configuration;
using Kiosk.Vault;

namespace Kiosk.Pi;

/// <summary>Opens the rooms of a stand one by one; what cannot be opened says what to do. For the desk and for the self-test alike.</summary>
internal static class Rooms
{
    // The card takes the rest.
    private const double ShareOfTheDeadline = 0.8;

    public static Opened<DeviceIdentity> Identity(KioskOptions options, FacilityCode facility)
    {
        var (identity, trouble) = DeviceIdentity.Load(options.Identity.Folder);
        var problem = trouble switch
        {
            null when identity!.FacilityCode != facility.Value => $"is of facility {identity.FacilityCode}, but Facility:Code is {facility}. Run 'kiosk enrol' for this facility.",
            null => null,
            { } known => Words(known),
        };
        return problem is null ? identity! : Opened<DeviceIdentity>.Not(ExitCode.Configuration, $"Identity:Folder '{options.Identity.Folder}' {problem}");

        static string Words(IdentityTrouble trouble) => trouble switch
        {
            IdentityTrouble.NotEnrolled => "holds no key and certificate of this stand. Run 'kiosk enrol' with an activation code of the authority.",
            IdentityTrouble.Unreadable => "holds files that cannot be read. Give the stand's user the right to read them, or run 'kiosk enrol' again.",
            IdentityTrouble.SealedElsewhere => "holds a key that does not open: it was sealed on another computer or for another user, or systemd-creds is missing. Run 'kiosk enrol' again, as the stand's user.",
            IdentityTrouble.KeyDoesNotFit => "holds a key and a certificate that do not belong together. Run 'kiosk enrol' again.",
        };
    }

    public static Opened<HttpAuthority> Authority(KioskOptions options, DeviceIdentity identity, FacilityCode facility, TimeProvider time)
    {
        var told = new AuthorityOptions(options.Authority.BaseAddress!, options.Authority.CaFile!) { Patience = options.Deadlines.Authority * ShareOfTheDeadline };
        return told.FindTrouble() is { } trouble
            ? Opened<HttpAuthority>.Not(ExitCode.Configuration, ProblemOf(trouble, options))
            : new HttpAuthority(told, identity, facility, time);
    }

    /// <summary>What is wrong with the authority's options, in words.</summary>
    public static string ProblemOf(AuthorityOptionsTrouble trouble, KioskOptions options) => trouble switch
    {
        AuthorityOptionsTrouble.NotHttps => $"Authority:BaseAddress '{options.Authority.BaseAddress}' must be an https address, without /v1.",
        AuthorityOptionsTrouble.CaFileUnreadable => $"Authority:CaFile '{options.Authority.CaFile}' cannot be read. Give the stand's user the right to read it.",
        AuthorityOptionsTrouble.CaFileEmpty => $"Authority:CaFile '{options.Authority.CaFile}' holds no certificate in PEM.",
    };

    public static Opened<PinnedCas> Cas(KioskOptions options)
    {
        var loaded = PinnedCas.Load(options.Card.CaFolder!);
        return loaded.Cas is { } cas ? cas : Opened<PinnedCas>.Not(ExitCode.Configuration, $"Card:CaFolder: {loaded.Error}");
    }

    public static PcscCardReader Reader(KioskOptions options, PinnedCas cas, TimeProvider time, Func<ClockState> clock) =>
        new(new CardOptions(options.Card.CaFolder!, options.Card.Reader) { Profiles = CardProfiles.Of(options) }, time, () => clock() == ClockState.Synchronized);

    public static Opened<SqliteVault> Vault(KioskOptions options) => Of(SqliteVault.Open(options.Vault.Folder, options.Export.Folder is not null));

    /// <summary>The vault of a desk that must serve: what cannot be opened is set aside.</summary>
    public static Opened<SqliteVault> VaultToServe(KioskOptions options, DateTimeOffset now) =>
        Of(VaultStart.Open(options.Vault.Folder, options.Export.Folder is not null, options.Vault.Seal, now));

    private static Opened<SqliteVault> Of(VaultOpening opening) => opening.Vault is { } vault
        ? vault
        : Opened<SqliteVault>.Not(opening.Defect is VaultDefect.FolderNotWritable or VaultDefect.Full ? ExitCode.CannotWrite : ExitCode.Configuration, $"Vault:Folder: {opening.Cure}");
}
