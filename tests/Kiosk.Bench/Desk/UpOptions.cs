using Kiosk.Bench.Commands;
using Kiosk.Bench.Pcsc;

namespace Kiosk.Bench.Desk;

/// <summary>What <c>up</c> was told.</summary>
/// <param name="Folder">The bench's folder.</param>
/// <param name="NoCard">The virtual reader is left to others.</param>
/// <param name="Authority">Null: the stand-in.</param>
/// <param name="ConfigFile">A kiosk.json that goes before the bench's own.</param>
/// <param name="Keep">The last vault is kept.</param>
/// <param name="Kiosk">A <c>kiosk</c> that is run as the desk, on an emulated GPIO chip; null: the bench's own desk on simulated lines.</param>
/// <param name="Poll">How often pcscd looks for a card.</param>
/// <param name="VaultDisk">How large the disk of the vault is, which goes with the desk; null: it lies in the bench's folder.</param>
/// <param name="ClockIsSet">The desk is told that a time server has set the clock; otherwise the kernel says.</param>
/// <param name="Under">A program that runs the desk, whose command line it is given.</param>
internal sealed record UpOptions(BenchFolder Folder, bool NoCard, ExternalAuthority? Authority, string? ConfigFile, bool Keep, string? Kiosk, StatusPoll Poll, bool ClockIsSet = false, string? VaultDisk = null, string? Under = null);

/// <summary>A server that is used instead of the stand-in.</summary>
/// <param name="BaseAddress">Without /v1.</param>
/// <param name="CaFile">PEM of the CA of its certificate.</param>
/// <param name="Activation">A code with which the stand enrols.</param>
internal sealed record ExternalAuthority(Uri BaseAddress, string CaFile, string Activation);
