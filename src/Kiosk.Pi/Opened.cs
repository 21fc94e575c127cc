namespace Kiosk.Pi;

/// <summary>Something that was opened, or why not: the exit code and a problem that says what to do.</summary>
internal readonly record struct Opened<T>(T? Value, int ExitCode, string Problem)
    where T : class
{
    public static implicit operator Opened<T>(T value) => new(value, Pi.ExitCode.Done, string.Empty);

    public static Opened<T> Not(int exitCode, string problem) => new(Value: null, exitCode, problem);
}
