using System.Globalization;
using CsCheck;

namespace Kiosk.FuzzTargets;

/// <summary>How long to try: a short while in every test run, for as many seconds as <c>make fuzz</c> says.</summary>
internal static class Fuzzing
{
    /// <summary>The environment variable with the seconds for each target.</summary>
    public const string Variable = "FUZZ_SECONDS";

    private static readonly int Seconds = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    /// <summary>Tries what the generator makes; tells how often, and on failure the smallest example with the seed that makes it again.</summary>
    public static async Task TryAsync<T>(Gen<T> gen, Func<T, Task> holds, int briefly, Func<T, string> print)
    {
        var count = 0;
        await gen.SampleAsync(
            example =>
            {
                Interlocked.Increment(ref count);
                return holds(example);
            },
            iter: briefly,
            time: Seconds > 0 ? Seconds : -1,
            print: print);
        if (Seconds > 0)
        {
            await Console.Out.WriteLineAsync($"{TestContext.Current.Test?.TestDisplayName}: {count} examples in {Seconds} s");
        }
    }
}
