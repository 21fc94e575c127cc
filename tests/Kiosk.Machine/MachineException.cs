namespace Kiosk.Machine;

/// <summary>The whole-system test cannot go on, or found what must not be.</summary>
internal sealed class MachineException(string message) : Exception(message);
