namespace Kiosk.Machine;

/// <summary>Looks again and again, since a machine says nothing by itself.</summary>
internal static class Polling
{
    /// <summary>Waits until what is seen is as it should be, and gives it.</summary>
    /// <param name="what">What is waited for, and what is there instead.</param>
    /// <exception cref="MachineException">It did not come about in time.</exception>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isSo, TimeSpan glance, TimeSpan patience, Func<T, Task<string>> what, CancellationToken stop)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            var seen = await look();
            if (isSo(seen))
            {
                return seen;
            }

            if (TimeProvider.System.GetElapsedTime(began) > patience)
            {
                throw new MachineException($"Waited {patience.TotalSeconds:0} s for {await what(seen)}");
            }

            await Task.Delay(glance, TimeProvider.System, stop);
        }
    }
}
