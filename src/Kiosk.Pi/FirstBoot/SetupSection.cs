using System.Text.Json.Serialization;

namespace Kiosk.Pi.FirstBoot;

// Those with a default are set and not init: a generated reader gives every init its own default.
/// <summary>The section <c>Setup</c> of a boot file: what is used once, and what belongs to the computer and not to the desk.</summary>
internal sealed record SetupSection
{
    /// <summary>From the authority's portal. Needed unless this stand is enrolled.</summary>
    public string? ActivationCode { get; init; }

    /// <summary>How the authority shall call the stand in its lists; by default the host name.</summary>
    public string? DeviceName { get; init; }

    /// <summary>The address of the wired interface; DHCP where it is left out.</summary>
    public WiredSection? Wired { get; init; }

    /// <summary>A wireless network; none where it is left out.</summary>
    public WifiSection? Wifi { get; init; }

    /// <summary>Time servers, beside or instead of those that DHCP names.</summary>
    public IReadOnlyList<string> TimeServers { get; set; } = [];

    /// <summary>Of the keyboard at the screen, as X11 calls it: jp, us.</summary>
    public string? KeyboardLayout { get; init; }

    /// <summary>Public keys that may sign in over ssh; without one, there is no ssh.</summary>
    public IReadOnlyList<string> SshKeys { get; set; } = [];

    /// <summary>Never the code.</summary>
    public override string ToString() => nameof(SetupSection);

    /// <summary>A fixed address.</summary>
    internal sealed record WiredSection
    {
        /// <summary>With the length of its prefix: 192.168.1.20/24.</summary>
        public string? Address { get; init; }

        public string? Gateway { get; init; }

        public IReadOnlyList<string> Dns { get; set; } = [];
    }

    internal sealed record WifiSection
    {
        public string? Ssid { get; init; }

        public string? Passphrase { get; init; }

        /// <summary>Which radio rules hold: JP.</summary>
        public string Country { get; set; } = "JP";

        /// <summary>Never the passphrase.</summary>
        public override string ToString() => nameof(WifiSection);
    }
}

[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(SetupSection))]
internal sealed partial class SetupJson : JsonSerializerContext;
