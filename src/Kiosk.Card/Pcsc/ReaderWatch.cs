namespace Kiosk.Card.Pcsc;

/// <summary>Watches the readers on a thread and a context of its own, for as long as it is not stopped; whatever breaks is established anew.</summary>
internal sealed class ReaderWatch : IDisposable
{
    // Finite, because a reader plugged in between two waits is missed by pcscd 1.9.9's own notification.
    private static readonly TimeSpan OneWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(2);

    // A reader that is pulled out shows itself empty first, and is gone a moment later: then nobody took its card.
    private static readonly TimeSpan Doubt = TimeSpan.FromMilliseconds(50);

    // A wait that is so long overdue means a service that is alive and answers nothing.
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(5);

    private readonly IPcsc pcsc;
    private readonly ReaderChoice choice;
    private readonly ReaderPicture picture;
    private readonly Pause pause;
    private readonly Action onLook;
    private readonly ITimer alarm;
    private nint context;
    private bool stopped;

    /// <summary>Begins to watch.</summary>
    /// <param name="onLook">Called whenever the service was asked and answered, or is known to be overdue.</param>
    public ReaderWatch(IPcsc pcsc, ReaderChoice choice, ReaderPicture picture, TimeProvider time, Action onLook)
    {
        (this.pcsc, this.choice, this.picture, this.onLook) = (pcsc, choice, picture, onLook);
        pause = new(time);
        alarm = time.CreateTimer(_ => TellOverdue(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        new Thread(Work) { IsBackground = true, Name = "reader watch" }.Start();
    }

    /// <summary>Ends the watch; the thread follows as soon as its call comes back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref stopped, true))
        {
            return;
        }

        pause.End();
        alarm.Dispose();

        // A service that is alive and answers nothing would hold the caller here.
        ThreadPool.UnsafeQueueUserWorkItem(_ => pcsc.Cancel(context), state: null);
    }

    private void Work()
    {
        using var ending = pause;
        var backOff = FirstBackOff;
        while (!pause.IsEnded)
        {
            if (Timed(() => pcsc.Establish(out context)) == PcscCode.Success)
            {
                backOff = Follow() ? FirstBackOff : backOff;
                pcsc.Release(context);
                context = 0;
            }

            if (pause.IsEnded)
            {
                return;
            }

            picture.LoseService();
            pause.Take(backOff);
            backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff;
        }
    }

    // Until the service is lost; true when anything was seen before that.
    private bool Follow()
    {
        var saw = false;
        var doubted = false;
        var known = new Dictionary<string, ReaderStatus>(StringComparer.Ordinal);
        var plugAndPlay = new ReaderStatus(ReaderStatus.PlugAndPlay);
        while (!pause.IsEnded)
        {
            IReadOnlyList<string> names = [];
            var code = Timed(() => pcsc.ListReaders(context, out names));
            if (code is not (PcscCode.Success or PcscCode.NoReadersAvailable))
            {
                return saw;
            }

            var readers = Refresh(known, names);
            var fresh = readers.Any(reader => reader.Known == 0);
            code = Timed(() => pcsc.WaitForChange(context, fresh ? TimeSpan.Zero : OneWait, [.. readers, plugAndPlay]));
            switch (code)
            {
                case PcscCode.Success or PcscCode.Timeout:
                    saw = true;
                    if (!doubted && picture.HasCard && !readers.Exists(reader => reader.HasCard))
                    {
                        doubted = true;
                        pause.Take(Doubt);
                        break;
                    }

                    doubted = false;
                    picture.Observe([.. readers.Where(reader => reader.IsThere)]);
                    readers.ForEach(reader => reader.Remember());
                    plugAndPlay.Remember();
                    break;
                case PcscCode.UnknownReader or PcscCode.ReaderUnavailable:
                    // Unplugged between the list and the wait: the next list is without it.
                    known.Clear();
                    pause.Take(FirstBackOff);
                    break;
                case PcscCode.Cancelled when pause.IsEnded:
                    return saw;
                default:
                    return saw;
            }
        }

        return saw;
    }

    private List<ReaderStatus> Refresh(Dictionary<string, ReaderStatus> known, IReadOnlyList<string> names)
    {
        foreach (var gone in known.Keys.Except(names, StringComparer.Ordinal).ToArray())
        {
            known.Remove(gone);
        }

        foreach (var name in names.Where(choice.IsWanted))
        {
            known.TryAdd(name, new ReaderStatus(name));
        }

        return [.. names.Where(known.ContainsKey).Select(name => known[name])];
    }

    private uint Timed(Func<uint> call)
    {
        Arm(OneWait + Overdue, Overdue);
        var code = call();
        Arm(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        onLook();
        return code;
    }

    private void TellOverdue()
    {
        picture.LoseService();
        onLook();
    }

    private void Arm(TimeSpan due, TimeSpan again)
    {
        if (!pause.IsEnded)
        {
            alarm.Change(due, again);
        }
    }
}
