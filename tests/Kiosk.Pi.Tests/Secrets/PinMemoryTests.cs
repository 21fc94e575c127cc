using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Tests.Stories;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Secrets;

/// <summary>Typed on the keypad of GPIO lines.</summary>
public sealed class PinMemoryTests(RunningBench bench) : AnyPinMemoryTests(bench), IClassFixture<RunningBench>;

/// <summary>Typed on a USB keypad.</summary>
public sealed class UsbPinMemoryTests(UsbKeypadBench bench) : AnyPinMemoryTests(bench), IClassFixture<UsbKeypadBench>;

/// <summary>The PIN stays in no memory of the desk: its process is searched from outside after visits with random PINs.</summary>
public abstract class AnyPinMemoryTests(RunningBench bench)
{
    private const int Visits = 4;
    private const int NeverTyped = 100;
    private const int MostRounds = 3;
    // Fills several of the server's buffers, so that not all of them are used again at once.
    private const int ManyTimes = 4000;

    private int DeskPid => bench.Facts["kioskPid"]!.GetValue<int>();

    [Fact]
    public async Task Visits_RandomPins_NotFoundInTheDesksMemory()
    {
        // Once before, so that what every visit leaves behind is there already.
        await VisitAsync("hanako", wrongPin: "0000", rightPin: "1234");

        // Four digits occur by chance, about once in 25 rounds more often than any that were never typed; what stays in memory is found in every round.
        var found = await RoundAsync();
        for (var round = 1; round < MostRounds && found is not null; round++)
        {
            found = await RoundAsync();
        }

        Assert.True(found is null, found);
    }

    [Fact]
    public async Task Census_PlantedPin_Found()
    {
        var before = PinCensus.Of(DeskPid);
        var planted = Unseen(before).First();
        var number = int.Parse(planted, CultureInfo.InvariantCulture);
        await PlantAsync(planted);

        var after = PinCensus.Of(DeskPid);
        Assert.True(after.Ascii(number) > 0, "ASCII");
        Assert.True(after.Utf16(number) > 0, "UTF-16");
        Assert.True(after.Raw(number) > 0, "raw digits");
    }

    // What was typed must not stand out from what never was: how it does, or null.
    private async Task<string?> RoundAsync()
    {
        var candidates = Unseen(PinCensus.Of(DeskPid)).Take(Visits + NeverTyped).ToList();
        Assert.Equal(Visits + NeverTyped, candidates.Count);
        foreach (var pin in candidates.Take(Visits))
        {
            await VisitAsync("hanako", wrongPin: pin, rightPin: "1234");
        }

        var after = PinCensus.Of(DeskPid);
        var (typed, never) = (candidates.Take(Visits).Max(after.Of), candidates.Skip(Visits).Max(after.Of));
        return typed > never ? $"A typed PIN was found {typed} times, one never typed {never} at most." : null;
    }

    private static IEnumerable<string> Unseen(PinCensus census)
    {
        while (true)
        {
            var pin = RandomNumberGenerator.GetInt32(PinCensus.Pins).ToString("D4", CultureInfo.InvariantCulture);
            // A repeated digit is a run of zeros or spaces away from chance; 1234 is the card's own.
            if (census.Of(pin) == 0 && pin.Distinct().Count() == 4 && pin != "1234")
            {
                yield return pin;
            }
        }
    }

    private async Task VisitAsync(string card, string wrongPin, string rightPin)
    {
        await bench.InsertAsync(card);
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync(wrongPin + "#");
        await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Pin, Reason: Reason.PinWrong });
        await bench.PressAsync(rightPin + "#");
        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
        await bench.TakeCardAsync();
    }

    // A staff id is kept as text, and what is sent over the socket lies in its buffers.
    private async Task PlantAsync(string pin)
    {
        await bench.Desk.SendAsync(new StaffCommand(StaffAction.SetMethod, $"staff{pin}", Method: IdentityMethod.Pin), TestContext.Current.CancellationToken);
        using var http = DeskHttp.Open(bench);
        byte[] forms = [.. Encoding.ASCII.GetBytes(pin), 0xFF, .. pin.Select(digit => (byte)(digit - '0')), 0xFF];
        using var content = new ByteArrayContent([.. Enumerable.Repeat(forms, ManyTimes).SelectMany(copy => copy)]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(new Uri("http://desk/commands"), content, TestContext.Current.CancellationToken);
    }
}
