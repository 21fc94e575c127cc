using System.Text;
using Kiosk.Bench.Gpio;
using Kiosk.Bench.Usb;

namespace Kiosk.Bench.Commands;

/// <summary>The folder of one bench: everything that its processes share lies here.</summary>
internal sealed class BenchFolder
{
    // sockaddr_un holds 108 bytes with the closing zero; the longest of our sockets and pcscd's own are below this.
    private const int LongestSocketPath = 107;
    private const string LongestSocket = "authority/authority.sock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private BenchFolder(string path) => Path = path;

    /// <summary>Where a bench lies when nothing is said: one place a user, whatever the environment.</summary>
    public static string Default { get; } = $"/tmp/kiosk-bench-{Environment.UserName}";

    public string Path { get; }

    public string BenchFile => In("bench.json");

    public string LockFile => In("up.lock");

    public string ConfigFile => In("kiosk.json");

    public string IdentityFolder => In("identity");

    /// <summary>With which code the identity was made, and where.</summary>
    public string SpentActivation => In("activation");

    public string VaultFolder => In("vault");

    public string StaffFolder => In("staff");

    public string DeskSocket => In("desk.sock");

    public string PanelSocket => In("panel.sock");

    /// <summary>Stands for /dev/input; only there when the desk has a USB keypad.</summary>
    public string InputFolder => UsbFingers.DevicesIn(Path);

    /// <summary>Stands for /dev/gpiochip0; only there when the desk is a program that is not the bench's.</summary>
    public string GpioFolder => ChipFingers.ChipIn(Path);

    public string UpSocket => In("up.sock");

    public string AuthorityFolder => In("authority");

    public string DeskLog => In("desk.log");

    public string UpLog => In("up.log");

    public string ScreenLog => In("screen.log");

    public string TmuxSocket => In("tmux.sock");

    public string TmuxConfig => In("tmux.conf");

    /// <summary>The folder at a path; relative paths are seen from the current folder.</summary>
    public static BenchFolder At(string path) => new(System.IO.Path.GetFullPath(path));

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder, for its owner only.</summary>
    /// <exception cref="BenchException">It cannot be made or used.</exception>
    public void Make()
    {
        if (Encoding.UTF8.GetByteCount(In(LongestSocket)) > LongestSocketPath)
        {
            throw new BenchException($"--dir '{Path}' is too long: a Unix socket's path has at most {LongestSocketPath} bytes, so the folder may have {LongestSocketPath - LongestSocket.Length - 1}.");
        }

        try
        {
            Directory.CreateDirectory(Path, OwnerOnly);
            if (Path == Default)
            {
                // Fails when somebody else made it first, as anybody can in /tmp.
                File.SetUnixFileMode(Path, OwnerOnly);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"The folder '{Path}' cannot be used: {e.Message} Name another with --dir.");
        }
    }
}
