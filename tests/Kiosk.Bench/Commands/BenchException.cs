namespace Kiosk.Bench.Commands;

/// <summary>Something that the person at the bench can mend: its message goes to the error stream, and the exit code is not zero.</summary>
internal sealed class BenchException(string message) : Exception(message);
