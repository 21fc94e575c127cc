using Kiosk.Panel;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Pi.Configuration;

/// <summary>The stand's configuration, section by section as in kiosk.json.</summary>
internal sealed partial class KioskOptions
{
    public FacilitySection Facility { get; set; } = new();

    public IdentitySection Identity { get; set; } = new();

    public AuthoritySection Authority { get; set; } = new();

    public CardSection Card { get; set; } = new();

    public Wiring Panel { get; set; } = new();

    public RepeatSection Repeat { get; set; } = new();

    public VaultSection Vault { get; set; } = new();

    public AuditSection Audit { get; set; } = new();

    public DeskSection Desk { get; set; } = new();

    public ScreenSection Screen { get; set; } = new();

    public ExportSection Export { get; set; } = new();

    public FaceSection Face { get; set; } = new();

    public MetricsSection Metrics { get; set; } = new();

    public Deadlines Deadlines { get; set; } = new();

    internal sealed class FacilitySection
    {
        /// <summary>医療機関等コード／健診実施機関コード.</summary>
        public string? Code { get; set; }
    }

    internal sealed class IdentitySection
    {
        public IdentityMethod Method { get; set; } = IdentityMethod.Pin;

        /// <summary>Where the device's key and certificate lie.</summary>
        public string Folder { get; set; } = "/var/lib/kiosk/identity";

        /// <summary>Whether the key is sealed by systemd-creds, where that can be.</summary>
        public bool Seal { get; set; } = true;
    }

    internal sealed class AuthoritySection
    {
        /// <summary>Without /v1.</summary>
        public Uri? BaseAddress { get; set; }

        /// <summary>PEM of the CA that the authority's server certificate must come from.</summary>
        public string? CaFile { get; set; }
    }

    internal sealed class CardSection
    {
        /// <summary>The pinned JPKI CA certificates.</summary>
        public string? CaFolder { get; set; }

        /// <summary>Name of the reader, * for any part; null: any reader.</summary>
        public string? Reader { get; set; }

        /// <summary>Generations of the card beside the one of today, which is always known.</summary>
        public IList<CardProfileSection> Profiles { get; set; } = [];
    }

    internal sealed class CardProfileSection
    {
        public string? Name { get; set; }

        /// <summary>Hex.</summary>
        public string? Aid { get; set; }

        /// <summary>File id as four hex digits; so are the next three.</summary>
        public string? Token { get; set; }

        public string? Certificate { get; set; }

        public string? Pin { get; set; }

        public string? Key { get; set; }

        /// <summary>RS256 or ES384.</summary>
        public string? Algorithm { get; set; }
    }

    internal sealed class RepeatSection
    {
        /// <summary>For whoever was answered about earlier in the month: ask again, or show the valid answer as of its day.</summary>
        public RepeatChoice SameMonth { get; set; } = RepeatChoice.Ask;
    }

    internal sealed class VaultSection
    {
        public string Folder { get; set; } = "/var/lib/kiosk/vault";

        /// <summary>Whether its key is sealed by systemd-creds, where that can be.</summary>
        public bool Seal { get; set; } = true;
    }

    internal sealed class AuditSection
    {
        /// <summary>How long the audit trail is kept.</summary>
        public int KeepYears { get; set; } = TrailRetention.Usual;
    }

    internal sealed class DeskSection
    {
        public string Socket { get; set; } = "/run/kiosk/desk.sock";
    }

    internal sealed class ScreenSection
    {
        /// <summary>ja or en.</summary>
        public string Language { get; set; } = "ja";

        /// <summary>The staff id of who sits at the screen; by default the user's login name.</summary>
        public string? Staff { get; set; }

        /// <summary>Borders of - and |, for terminals that draw ambiguous characters wide.</summary>
        public bool AsciiBorders { get; set; }
    }

    internal sealed class MetricsSection
    {
        /// <summary>A port of the loopback address at which programs on this computer read the metrics; null: none.</summary>
        public int? Port { get; set; }
    }

    internal sealed class FaceSection
    {
        /// <summary>Where a face reader of the existing type puts its results (OQS/face); null: there is none.</summary>
        public string? Folder { get; set; }
    }

    internal sealed class ExportSection
    {
        /// <summary>Where every result is put for other programs; null: nowhere.</summary>
        public string? Folder { get; set; }

        /// <summary>In which forms, with commas between.</summary>
        public string Formats { get; set; } = "xml";

        /// <summary>Of text and XML.</summary>
        public string Encoding { get; set; } = "utf-8";
    }
}
