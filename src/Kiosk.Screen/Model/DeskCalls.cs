using System.Runtime.ExceptionServices;
using Kiosk.Access;
using Kiosk.Desk;

namespace Kiosk.Screen.Model;

/// <summary>Calls to the desk that do not hold up the screen: whatever comes of them comes back on the screen's thread.</summary>
internal sealed class DeskCalls(Action<Action> post, CancellationToken stop, Action<DeskRefusedException>? refused = null)
{
    /// <summary>Starts a call. A desk that cannot be reached is a result; anything else is a defect, and ends the screen.</summary>
    public void Start<T>(Func<CancellationToken, Task<T>> call, Action<T> then, Action unreachable) => _ = RunAsync(call, then, unreachable);

    private async Task RunAsync<T>(Func<CancellationToken, Task<T>> call, Action<T> then, Action unreachable)
    {
        try
        {
            var result = await call(stop).ConfigureAwait(false);
            Post(() => then(result));
        }
        catch (DeskRefusedException why)
        {
            // What is said of it goes before what is said of a desk that does not answer.
            Post(unreachable);
            Post(() => refused?.Invoke(why));
        }
        catch (DeskUnreachableException)
        {
            Post(unreachable);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The screen is being closed: nobody wants the answer.
        }
        catch (Exception defect)
        {
            var caught = ExceptionDispatchInfo.Capture(defect);
            Post(caught.Throw);
        }
    }

    private void Post(Action action)
    {
        if (!stop.IsCancellationRequested)
        {
            post(action);
        }
    }
}
