using System.Text.RegularExpressions;

namespace Kiosk.Pi.FirstBoot;

/// <summary>Public keys that may sign in over ssh, as they stand in authorized_keys, without options before them.</summary>
internal static partial class SshKeys
{
    public static IEnumerable<string> Problems(SetupSection setup) => setup.SshKeys
        .Where(key => !PublicKey().IsMatch(key))
        .Select(key => $"Setup:SshKeys has '{(key.Length > 30 ? key[..30] + "..." : key)}': each must be one line of a file that ends with .pub, such as \"ssh-ed25519 AAAA... name\".");

    [GeneratedRegex(@"^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]{40,}={0,3}( [^\r\n]*)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PublicKey();
}
