using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Desk;
using Kiosk.Exports;
using Kiosk.Records;
using Kiosk.Tickets;

namespace Kiosk.Pi.Desk;

/// <summary>The desk from another process, over its Unix socket.</summary>
internal sealed partial class HttpDeskClient : IDesk, IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    // Of an answer's beginning; the desk answers at once, or it hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Uri Events = new("events", UriKind.Relative);
    private readonly HttpClient http;
    private readonly TimeProvider time;

    public HttpDeskClient(string socketPath, TimeProvider time)
    {
        this.time = time;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        token.InnerHandler = handler;
        http = new HttpClient(token) { BaseAddress = new Uri("http://desk/"), Timeout = Patience };
    }

    public async IAsyncEnumerable<Snapshot?> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var renewal = renewed;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, renewal.Token);
            await foreach (var snapshot in FollowAsync(either.Token))
            {
                yield return snapshot;
            }

            // Whoever gave up waiting is not told that the desk is gone.
            cancellation.ThrowIfCancellationRequested();
            if (renewal.IsCancellationRequested)
            {
                continue;
            }

            yield return null;
            await Task.Delay(Again, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task<Snapshot> SnapshotAsync(CancellationToken cancellation) =>
        await GetAsync("snapshot", DeskJson.Default.Snapshot, cancellation) ?? throw new DeskUnreachableException("The desk has no snapshot.");

    public async Task<IReadOnlyList<KeptResult>> HistoryAsync(DateOnly day, CancellationToken cancellation) =>
        await GetAsync($"results?day={day:yyyy-MM-dd}", DeskJson.Default.IReadOnlyListKeptResult, cancellation) ?? throw new DeskUnreachableException("The desk's vault cannot be read.");

    public Task<KeptResult?> ResultAsync(Guid visitId, string staff, CancellationToken cancellation) =>
        GetAsync($"results/{visitId}?staff={Uri.EscapeDataString(Who(staff))}", DeskJson.Default.KeptResult, cancellation);

    public async Task WhileShownAsync(Guid visitId, string staff, CancellationToken hidden)
    {
        try
        {
            using var held = await http.GetStreamAsync($"results/{visitId}/shown?staff={Uri.EscapeDataString(Who(staff))}", hidden);
            await held.CopyToAsync(Stream.Null, hidden);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // It is hidden, or the desk is gone: then the screen hides it too.
        }
    }

    /// <summary>An exported file under its name; or why there is none, in words, and whether the request was at fault.</summary>
    public Task<(ExportFile? File, string? Why, bool IsWrong)> ExportAsync(string path, CancellationToken cancellation) => AskAsync<(ExportFile?, string?, bool)>(async () =>
    {
        using var response = await http.GetAsync(path, cancellation);
        var content = response.Content;
        return response.StatusCode switch
        {
            HttpStatusCode.OK => (new ExportFile(content.Headers.ContentDisposition!.FileName!.Trim('"'), content.Headers.ContentType!.ToString(), await content.ReadAsByteArrayAsync(cancellation)), null, false),
            HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable => (null, (await content.ReadAsStringAsync(cancellation)).Trim(), false),
            HttpStatusCode.BadRequest => (null, (await content.ReadAsStringAsync(cancellation)).Trim(), true),
            _ => throw Unexpected(response.StatusCode),
        };
    });

    public Task<TicketAnswer> NoteTicketAsync(Guid visitId, TypedTicket typed, string staff, CancellationToken cancellation) => AnsweredAsync(
        http.PutAsJsonAsync($"results/{visitId}/ticket?staff={Uri.EscapeDataString(Who(staff))}", typed, DeskJson.Default.TypedTicket, cancellation), DeskJson.Default.TicketAnswer, cancellation);

    public Task<ExportAnswer> ExportAsync(Guid visitId, ExportOrder order, string staff, CancellationToken cancellation) => AnsweredAsync(
        http.PostAsJsonAsync($"results/{visitId}/export?staff={Uri.EscapeDataString(Who(staff))}", order, DeskJson.Default.ExportOrder, cancellation), DeskJson.Default.ExportAnswer, cancellation);

    public Task<CommandResult> SendAsync(StaffCommand command, CancellationToken cancellation) =>
        PostAsync("commands", JsonContent.Create(command with { Staff = Who(command.Staff) }, DeskJson.Default.StaffCommand), DeskJson.Default.CommandResult, cancellation);

    public void Dispose()
    {
        http.Dispose();
        renewed.Dispose();
    }

    private Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var response = await http.GetAsync(path, cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadFromJsonAsync(type, cancellation),
            HttpStatusCode.NotFound => default,
            _ => throw Unexpected(response.StatusCode),
        };
    });

    // Also where the desk refuses: the answer says why.
    private static Task<T> AnsweredAsync<T>(Task<HttpResponseMessage> sent, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => AskAsync(async () =>
    {
#pragma warning disable VSTHRD003 // Begun by the caller just now.
        using var response = await sent;
#pragma warning restore VSTHRD003
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable
            && await response.Content.ReadFromJsonAsync(type, cancellation) is { } answer
            ? answer
            : throw Unexpected(response.StatusCode);
    });

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new DeskUnreachableException("The desk does not answer.", e);
        }
    }

    private async IAsyncEnumerable<Snapshot> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stream = await OpenAsync(Events, cancellation);
        if (stream is null)
        {
            yield break;
        }

        var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize(data, DeskJson.Default.Snapshot)).EnumerateAsync(cancellation);
        await using var each = events.GetAsyncEnumerator(cancellation);
        while (await MoveAsync(each))
        {
            if (each.Current.Data is { } snapshot)
            {
                yield return snapshot;
            }
        }
    }

    private async Task<Stream?> OpenAsync(Uri path, CancellationToken cancellation)
    {
        try
        {
            return await http.GetStreamAsync(path, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    // A desk that dies in mid-sentence ends the stream; the watch begins anew.
    private static async Task<bool> MoveAsync(IAsyncEnumerator<SseItem<Snapshot?>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            return false;
        }
    }
}
