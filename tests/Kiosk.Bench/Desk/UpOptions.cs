using Kiosk.Bench.Commands;

namespace Kiosk.Bench.Desk;

/// <summary>What <c>up</c> was told.</summary>
internal sealed record UpOptions(BenchFolder Folder, bool NoCard, ExternalAuthority? Authority, string? ConfigFile, bool Keep);

/// <summary>A server that is used instead of the stand-in.</summary>
/// <param name="BaseAddress">Without /v1.</param>
/// <param name="CaFile">PEM of the CA of its certificate.</param>
/// <param name="Activation">A code with which the stand enrols.</param>
internal sealed record ExternalAuthority(Uri BaseAddress, string CaFile, string Activation);
