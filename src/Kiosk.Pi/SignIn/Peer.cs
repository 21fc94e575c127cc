using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Kiosk.Accounts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kiosk.Pi.SignIn;

/// <summary>Who is at the other end of the socket, as the kernel says.</summary>
internal sealed record Peer(int Pid, uint Uid, uint Gid)
{
    // asm-generic/socket.h; struct ucred is three numbers of 32 bits.
    private const int LevelSocket = 1;
    private const int PeerCred = 17;
    private const int PeerGroups = 59;
    private const int CredBytes = 12;
    private const int MostGroupsBytes = 4 * 1024;

    // Major numbers of terminals, as in Linux's devices.txt.
    private const int ConsoleMajor = 4;
    private const int FirstPtsMajor = 136;
    private const int LastPtsMajor = 143;

    private uint[] Groups { get; init; } = [];

    /// <summary>Whoever speaks; null where the kernel does not say.</summary>
    public static Peer? Of(HttpContext context) => Of(context.Features);

    /// <inheritdoc cref="Of(HttpContext)"/>
    public static Peer? Of(ConnectionContext line) => Of(line.Features);

    /// <summary>Root, the stand's user, and whoever is of the socket file's group.</summary>
    public bool IsAdmitted(string socketPath) => Uid == 0 || Uid == StandUser.EffectiveUid()
        || (FileFacts.Of(socketPath) is { } facts && (Gid == facts.Gid || Groups.Contains(facts.Gid)));

    /// <summary>The process's terminal, such as pts/3; null: it has none.</summary>
    public string? Terminal
    {
        get
        {
            try
            {
                // proc(5): behind the name in brackets, which may hold anything, the fifth field is tty_nr.
                var stat = File.ReadAllText($"/proc/{Pid}/stat");
                var number = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[4], CultureInfo.InvariantCulture);
                var (major, minor) = ((number >> 8) & 0xFFF, (number & 0xFF) | ((number >> 12) & 0xFFF00));
                return major is >= FirstPtsMajor and <= LastPtsMajor ? $"pts/{(major - FirstPtsMajor) * 256 + minor}" : major == ConsoleMajor ? $"tty{minor}" : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
            {
                return null;
            }
        }
    }

    private static Peer? Of(IFeatureCollection features) => features.Get<IConnectionSocketFeature>()?.Socket is { } socket ? Of(socket) : null;

    private static Peer? Of(Socket socket)
    {
        try
        {
            Span<byte> cred = stackalloc byte[CredBytes];
            if (socket.GetRawSocketOption(LevelSocket, PeerCred, cred) != CredBytes)
            {
                return null;
            }

            var numbers = MemoryMarshal.Cast<byte, uint>(cred);
            return new Peer((int)numbers[0], numbers[1], numbers[2]) { Groups = GroupsOf(socket) };
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static uint[] GroupsOf(Socket socket)
    {
        try
        {
            Span<byte> groups = stackalloc byte[MostGroupsBytes];
            return MemoryMarshal.Cast<byte, uint>(groups[..socket.GetRawSocketOption(LevelSocket, PeerGroups, groups)]).ToArray();
        }
        catch (SocketException)
        {
            // More groups than anybody has: then the first one counts alone.
            return [];
        }
    }
}
