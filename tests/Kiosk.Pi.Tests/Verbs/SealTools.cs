namespace Kiosk.Pi.Tests.Verbs;

/// <summary>Stand-ins for systemd-creds, in a folder that goes before the system's.</summary>
internal static class SealTools
{
    /// <summary>What it does, but for the cryptography: nobody but it opens what it sealed, and the name is bound.</summary>
    public const string Seals = """
        #!/bin/sh
        for word; do case "$word" in --name=kiosk-device-key|--name=kiosk-vault-key) name="$word" ;; esac; done
        [ "$name" ] || exit 2
        case "$1" in
            encrypt) echo "SEALED $name"; base64 ;;
            decrypt) read first; [ "$first" = "SEALED $name" ] || exit 1; base64 -d ;;
        esac
        """;

    /// <summary>As on another computer.</summary>
    public const string Fails = "#!/bin/sh\nexit 1\n";

    public static async Task PutAsync(string tools, string program)
    {
        Directory.CreateDirectory(tools);
        var path = Path.Combine(tools, "systemd-creds");
        await File.WriteAllTextAsync(path, program, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
