using System.Collections.Concurrent;

namespace Kiosk.Card.Pcsc;

/// <summary>The one thread on which a session talks to its card. It is never joined: a wedged card may hold it for as long as the card lies there.</summary>
internal sealed class CardThread
{
    private readonly BlockingCollection<Action> jobs = [];

    public CardThread()
    {
        new Thread(Work) { IsBackground = true, Name = "card" }.Start();
    }

    /// <summary>Runs after everything asked for before.</summary>
    public Task<T> RunAsync<T>(Func<T> job)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        jobs.Add(() =>
        {
            try
            {
                done.SetResult(job());
            }
#pragma warning disable CA1031 // Whoever asked gets the defect; the thread must live to let go of the card.
            catch (Exception defect)
            {
                done.SetException(defect);
            }
#pragma warning restore CA1031
        });
        return done.Task;
    }

    /// <summary>The last job, after which the thread ends.</summary>
    public Task<bool> EndAsync(Action last)
    {
        var done = RunAsync(() =>
        {
            last();
            return true;
        });
        jobs.CompleteAdding();
        return done;
    }

    private void Work()
    {
        foreach (var job in jobs.GetConsumingEnumerable())
        {
            job();
        }

        jobs.Dispose();
    }
}
