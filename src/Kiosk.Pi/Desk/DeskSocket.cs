using System.Net.Sockets;

namespace Kiosk.Pi.Desk;

/// <summary>The path of the desk's Unix socket: made ready before, and closed to strangers after it is bound.</summary>
internal static class DeskSocket
{
    /// <summary>Makes the folder and removes what a killed desk left behind; the problem says what to do.</summary>
    public static string? Prepare(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (!File.Exists(path))
            {
                return null;
            }

            if (!IsSocket(path))
            {
                return $"Desk:Socket: '{path}' is a file of something else. Set another path.";
            }

            if (IsAnswered(path))
            {
                return $"Desk:Socket: another desk already serves '{path}'. End it first.";
            }

            File.Delete(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Desk:Socket: '{path}' cannot be made: {e.Message} Give the stand's user the right to write its folder, or set another path.";
        }
    }

    /// <summary>Only the stand's user and group may speak to the desk.</summary>
    public static void Close(string path) =>
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);

    // A socket cannot be opened as a file (ENXIO).
    private static bool IsSocket(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsAnswered(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
