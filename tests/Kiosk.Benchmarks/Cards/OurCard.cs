using System.Text;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card;
using Kiosk.Cards;

namespace Kiosk.Benchmarks.Cards;

/// <summary>The stand's own card room, in this process, through its public face.</summary>
internal sealed class OurCard(PcscCardReader reader, CardMeter meter, Person person, byte[] message)
{
    /// <summary>The certificate that was read last.</summary>
    public byte[] Certificate { get; private set; } = [];

    /// <summary>The signature that was made last.</summary>
    public byte[] Signature { get; private set; } = [];

    public IEnumerable<CardTask> Tasks =>
    [
        new(CardPart.Certificate, "Kiosk.Card", Starts: 0, ReadAsync),
        new(CardPart.Signature, "Kiosk.Card", Starts: 0, SignAsync),
        new(CardPart.Whole, "Kiosk.Card", Starts: 0, WholeAsync),
    ];

    public Task<Reading> WholeAsync(CancellationToken cancellation) => meter.MeasureAsync(
        async () =>
        {
            await using var session = await OpenAndReadAsync(cancellation);
            await SignAsync(session, cancellation);
        },
        cancellation);

    private async Task<Reading> ReadAsync(CancellationToken cancellation)
    {
        ICardSession? session = null;
        try
        {
            return await meter.MeasureAsync(async () => session = await OpenAndReadAsync(cancellation), cancellation, IsToken);
        }
        finally
        {
            await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private async Task<Reading> SignAsync(CancellationToken cancellation)
    {
        var before = await meter.CountAsync(cancellation);
        await using var session = await OpenAndReadAsync(cancellation);
        await meter.UntilToldAsync(before, IsToken, cancellation);
        return await meter.MeasureAsync(() => SignAsync(session, cancellation), cancellation);
    }

    // The card room reads it while the visitor types; nobody waits for it but a visitor who needs no time at all.
    private static bool IsToken(ApduLogEntry entry) => entry.Command.StartsWith("00B086", StringComparison.Ordinal);

    private async Task<ICardSession> OpenAndReadAsync(CancellationToken cancellation)
    {
        var session = Of(await reader.OpenAsync(cancellation));
        try
        {
            Certificate = Of(await session.ReadAsync(cancellation)).Certificate.Der.ToArray();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task SignAsync(ICardSession session, CancellationToken cancellation)
    {
        using var pin = new Pin();
        foreach (var digit in Encoding.ASCII.GetBytes(person.Pin))
        {
            pin.Type(digit);
        }

        if (!Of(await session.VerifyAsync(pin, cancellation)).Accepted)
        {
            throw new InvalidOperationException("The card did not take its PIN.");
        }

        Signature = Of(await session.SignAsync(message, cancellation)).Bytes.ToArray();
    }

    private static T Of<T>(CardResult<T> result) => result.Trouble is { } trouble ? throw new InvalidOperationException($"The card room says {trouble}.") : result.Value;
}
