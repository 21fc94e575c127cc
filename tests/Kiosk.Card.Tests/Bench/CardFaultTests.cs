using System.Globalization;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card.Tests.Desk;

namespace Kiosk.Card.Tests.Bench;

/// <summary>Each fault does what its line says.</summary>
public sealed class CardFaultTests(RigFixture fixture)
{
    private readonly EmulatedCard card = Of(fixture, "hanako");
    private CardFaults faults = new();

    [Theory]
    [InlineData("blocked", "63C0", "6984")]
    [InlineData("blocked 6983", "63C0", "6983")]
    [InlineData("blocked 6984-always", "6984", "6984")]
    [InlineData("no-pin", "6A88", "6A88")]
    public void Verify_NoPinThatServes_SaysItInItsWay(string fault, string withoutPin, string withPin)
    {
        Fault(fault);
        Ask(Said.SelectAp);

        Assert.Equal(withoutPin, Ask(Said.Tries));
        Assert.Equal(withPin, Ask(Said.Pin("1234")));
        Assert.Equal("6982", Ask(Said.Sign));
        Assert.Equal(3, card.Tries);
    }

    [Fact]
    public void Select_NoPin_IsNotFound()
    {
        Fault("no-pin");
        Ask(Said.SelectAp);

        Assert.Equal("6A82", Ask("00A4020C020018"));
    }

    [Theory]
    [InlineData("clear", "6982")]
    [InlineData("select-keeps-pin", "9000")]
    public void Select_AfterThePin_ForgetsItUnlessTold(string fault, string status)
    {
        Fault(fault);
        Ask(Said.SelectAp);
        Ask(Said.Pin("1234"));
        Ask(Said.SelectAp);

        Assert.EndsWith(status, Ask(Said.Sign), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Phone_ShowsItsCertificateAfterThePin()
    {
        Fault("phone");
        Ask(Said.SelectAp);

        Assert.StartsWith(Convert.ToHexString("JPKIAPGPSETOKEN "u8), Ask("00B0860020"), StringComparison.Ordinal);
        Assert.Equal("6982", Ask(Said.Certificate));
        Assert.Equal("9000", Ask(Said.Pin("1234")));
        Assert.StartsWith("3082", Ask(Said.Certificate), StringComparison.Ordinal);
    }

    [Fact]
    public void Select_Foreign_IsNotFound()
    {
        Fault("foreign");

        Assert.Equal("6A82", Ask(Said.SelectAp));
    }

    [Theory]
    [InlineData("lying-length", "30827FFF")]
    [InlineData("not-a-certificate", "3082063C")]
    public void Read_SpoiltCertificate_HasTheHeader(string fault, string header)
    {
        Fault(fault);
        Ask(Said.SelectAp);

        Assert.StartsWith(header, Ask(Said.Certificate), StringComparison.Ordinal);
        Assert.Equal(fault == "not-a-certificate" ? 1600 + 2 : OwnCertificate().Length + 97 + 2, Ask(Said.Certificate).Length / 2);
    }

    [Theory]
    [InlineData("huge", "9000", 65535)]
    [InlineData("endless-61", "61FF", 257)]
    [InlineData("endless-6c", "6C20", 2)]
    [InlineData("empty", "", 0)]
    [InlineData("no-status", "", 1)]
    [InlineData("short-pieces 100", "9000", 102)]
    [InlineData("wrong-le-6c", "6C00", 2)]
    [InlineData("gets-61", "6100", 2)]
    public void Read_SpoiltAnswer_IsWhatItsLineSays(string fault, string end, int bytes)
    {
        Ask(Said.SelectAp);
        Fault(fault);

        var answer = Ask(Said.Certificate);

        Assert.EndsWith(end, answer, StringComparison.Ordinal);
        Assert.Equal(bytes, answer.Length / 2);
    }

    [Fact]
    public void Read_DataHeldBack_IsFetchedWhole()
    {
        Fault("gets-61");
        Assert.Equal("9000", Ask(Said.SelectAp));
        var (answer, all) = (Ask(Said.Certificate), string.Empty);
        while (answer[^4..^2] == "61")
        {
            answer = Ask("00C00000" + answer[^2..]);
            all += answer[..^4];
        }

        Assert.EndsWith("9000", answer, StringComparison.Ordinal);
        Assert.StartsWith(Convert.ToHexString(OwnCertificate()), all, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TooLongNearTheEnd_TellsTheRightLength()
    {
        Fault("wrong-le-6c");
        Ask(Said.SelectAp);
        Ask("00A4020C02000A");
        var (size, near) = (OwnCertificate().Length + 97, OwnCertificate().Length);

        var answer = Ask("00B0" + near.ToString("X4", CultureInfo.InvariantCulture) + "00");

        Assert.Equal("6C" + (size - near).ToString("X2", CultureInfo.InvariantCulture), answer);
        Assert.Equal(size - near + 2, Ask("00B0" + near.ToString("X4", CultureInfo.InvariantCulture) + answer[^2..]).Length / 2);
    }

    [Fact]
    public async Task Swap_AfterTwoCommands_IsAnotherCardWithoutPower()
    {
        await using var reader = new BareReader { Others = name => Of(fixture, name) };
        reader.Fault("swap-at", "2", "taro");
        await reader.LayAsync(card);
        await reader.AskAsync(Said.SelectAp);
        var hers = await reader.AskAsync(Said.Certificate);

        Assert.Equal("6986", await reader.AskAsync(Said.Pin("1234")));
        await reader.AskAsync(Said.SelectAp);
        var his = await reader.AskAsync(Said.Certificate);

        Assert.StartsWith(Convert.ToHexString(OwnCertificate()), hers, StringComparison.Ordinal);
        Assert.StartsWith(Convert.ToHexString(fixture.Authority.PapersOf(Person.Named("taro")).Certificate), his, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blocked 6985")]
    [InlineData("contactless 212")]
    [InlineData("short-pieces 0")]
    [InlineData("mute now")]
    [InlineData("swap-at 2")]
    public void With_WordsThatMakeNoSense_IsNothing(string fault) => Assert.Null(faults.With(fault.Split(' ')));

    internal static EmulatedCard Of(RigFixture fixture, string name) => new(Person.Named(name), fixture.Authority.PapersOf(Person.Named(name)));

    private byte[] OwnCertificate() => fixture.Authority.PapersOf(Person.Named("hanako")).Certificate;

    private void Fault(string words) => faults = faults.With(words.Split(' '))!;

    private string Ask(string command) => Convert.ToHexString(card.Answer(Convert.FromHexString(command), faults));
}
