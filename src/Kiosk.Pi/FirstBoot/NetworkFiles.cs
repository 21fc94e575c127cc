using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Kiosk.Pi.FirstBoot;

/// <summary>What systemd-networkd, wpa_supplicant and systemd-timesyncd are told. Every value is looked at before it is written into their files.</summary>
internal static partial class NetworkFiles
{
    // IEEE 802.11: a pre-shared key is made of the passphrase and the network's name, so that the passphrase itself need not be kept.
    private const int Rounds = 4096;
    private const int KeyBytes = 32;

    private const string WiredNetwork = "network/wired.network";
    private const string WifiKey = "network/wifi.conf";
    private const string TimeServers = "network/timesyncd.conf";

    /// <summary>All that there can be.</summary>
    public static IReadOnlyList<string> Names { get; } = [WiredNetwork, WifiKey, TimeServers];

    /// <summary>What is wrong in the section, with its key and what to write.</summary>
    public static IEnumerable<string> Problems(SetupSection setup)
    {
        if (setup.Wired is { } wired)
        {
            if (!IsAddressWithPrefix(wired.Address))
            {
                yield return $"Setup:Wired:Address is {Told(wired.Address)}: it must be an address with the length of its prefix, such as 192.168.1.20/24. Leave Wired out for DHCP.";
            }

            if (wired.Gateway is { } gateway && !IPAddress.TryParse(gateway, out _))
            {
                yield return $"Setup:Wired:Gateway is '{gateway}': it must be an address, such as 192.168.1.1.";
            }

            foreach (var dns in wired.Dns.Where(dns => !IPAddress.TryParse(dns, out _)))
            {
                yield return $"Setup:Wired:Dns has '{dns}': each must be an address, such as 192.168.1.1.";
            }
        }

        if (setup.Wifi is { } wifi)
        {
            if (Encoding.UTF8.GetByteCount(wifi.Ssid ?? "") is < 1 or > 32)
            {
                yield return $"Setup:Wifi:Ssid is {Told(wifi.Ssid)}: it must be the network's name, of 1 to 32 bytes.";
            }

            if (wifi.Passphrase is not { Length: >= 8 and <= 63 } passphrase || passphrase.Any(letter => letter is < ' ' or > '~'))
            {
                yield return "Setup:Wifi:Passphrase must be the 8 to 63 ASCII characters of the network's passphrase (WPA2). Open networks are not joined.";
            }

            if (!CountryCode().IsMatch(wifi.Country))
            {
                yield return $"Setup:Wifi:Country is '{wifi.Country}': it must be two capital letters, such as JP.";
            }
        }

        foreach (var server in setup.TimeServers.Where(server => Uri.CheckHostName(server) == UriHostNameType.Unknown))
        {
            yield return $"Setup:TimeServers has '{server}': each must be a host name or an address.";
        }
    }

    /// <summary>The files, by their name within the stand's configuration. Only for a section without problems; what it leaves out is DHCP, which the stand does anyway.</summary>
    public static IEnumerable<(string Name, string Text)> Of(SetupSection setup)
    {
        if (setup.Wired is { } wired)
        {
            yield return (WiredNetwork, Wired(wired));
        }

        if (setup.Wifi is { } wifi)
        {
            yield return (WifiKey, Wifi(wifi));
        }

        if (setup.TimeServers.Count > 0)
        {
            yield return (TimeServers, $"[Time]\nNTP={string.Join(' ', setup.TimeServers)}\n");
        }
    }

    private static string Wired(SetupSection.WiredSection wired)
    {
        var text = new StringBuilder("[Match]\nType=ether\nKind=!*\n\n[Network]\nDHCP=no\nLLMNR=no\nMulticastDNS=no\nAddress=").Append(wired.Address).Append('\n');
        if (wired.Gateway is { } gateway)
        {
            text.Append("Gateway=").Append(gateway).Append('\n');
        }

        foreach (var dns in wired.Dns)
        {
            text.Append("DNS=").Append(dns).Append('\n');
        }

        return text.ToString();
    }

    private static string Wifi(SetupSection.WifiSection wifi)
    {
        var ssid = Encoding.UTF8.GetBytes(wifi.Ssid!);
#pragma warning disable CA5379 // The standard's own function and rounds: no other key opens the network.
        var key = Rfc2898DeriveBytes.Pbkdf2(wifi.Passphrase!, ssid, Rounds, HashAlgorithmName.SHA1, KeyBytes);
#pragma warning restore CA5379
        return $"country={wifi.Country}\nnetwork={{\n\tssid={Convert.ToHexStringLower(ssid)}\n\tscan_ssid=1\n\tkey_mgmt=WPA-PSK WPA-PSK-SHA256\n\tieee80211w=1\n\tpsk={Convert.ToHexStringLower(key)}\n}}\n";
    }

    private static bool IsAddressWithPrefix(string? text)
    {
        var parts = text?.Split('/') ?? [];
        return parts.Length == 2 && IPAddress.TryParse(parts[0], out var address) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length >= 1 && length <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }

    private static string Told(string? value) => value is null ? "missing" : $"'{value}'";

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountryCode();
}
