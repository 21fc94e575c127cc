using System.Text.Json;
using Kiosk.Desk;
using Kiosk.Tickets;

namespace Kiosk.Tests.Tickets;

/// <summary>What staff type from the paper, or a scanner types: taken, or refused with the reason.</summary>
public sealed class TypedTicketTests
{
    private static readonly TypedTicket Good = new("26100000123", "06999999", "2027-03-31", "1,000円");

    [Theory]
    [InlineData("26100000123", "26100000123", 2026, TicketKind.Checkup)]
    [InlineData("２６１００００００７０", "26100000070", 2026, TicketKind.Checkup)]
    [InlineData("26-2-00000123", "26200000123", 2026, TicketKind.Guidance)]
    [InlineData("２５ー５ー００００ ０１２３", "25500000123", 2025, TicketKind.Set)]
    [InlineData("26700000123", "26700000123", 2026, TicketKind.Unknown)]
    public void Number_HoweverItIsTyped_IsYearKindAndPerson(string typed, string value, int year, TicketKind kind)
    {
        var number = Taken(Good with { Number = typed }).Number!;

        Assert.Equal((value, year, kind), (number.Value, number.FiscalYear, number.Kind));
    }

    [Theory]
    [InlineData("06999999", "06999999")]
    [InlineData("０６９９－９９９９", "06999999")]
    [InlineData("999995", "00999995")]
    [InlineData("06\u200B999999\uFEFF", "06999999")]
    [InlineData("00999995", "00999995")]
    public void Insurer_HoweverItIsTyped_IsItsEightDigits(string typed, string padded) => Assert.Equal(padded, Taken(Good with { InsurerNumber = typed }).Insurer.Padded);

    [Theory]
    [InlineData("2027-03-31")]
    [InlineData("2027-3-31")]
    [InlineData("2027/3/31")]
    [InlineData("20270331")]
    [InlineData("２０２７０３３１")]
    [InlineData("2027年3月31日")]
    [InlineData("R9.3.31")]
    [InlineData("r9/03/31")]
    [InlineData("Ｒ９．３．３１")]
    [InlineData("R090331")]
    [InlineData("令和9年3月31日")]
    [InlineData("令和 ９ 年 ３ 月 ３１ 日")]
    public void Expiry_HoweverItIsTyped_IsTheDay(string typed) => Assert.Equal(new DateOnly(2027, 3, 31), Taken(Good with { ExpiresOn = typed }).ExpiresOn);

    [Theory]
    [InlineData("令和元年12月31日", 2019, 12, 31)]
    [InlineData("平成31年4月30日", 2019, 4, 30)]
    [InlineData("S64.1.7", 1989, 1, 7)]
    [InlineData("R10.2.29", 2028, 2, 29)]
    [InlineData("平成39年3月31日", 2027, 3, 31)]
    public void Expiry_OfOtherEras_IsTheDay(string typed, int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), Taken(Good with { ExpiresOn = typed }).ExpiresOn);

    [Theory]
    [InlineData("1,000円", "1,000円")]
    [InlineData("　１割　", "1割")]
    [InlineData("0", "0")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    [InlineData("なし\u001b[2J", "なし[2J")]
    [InlineData("\u202E001\u200B", "001")]
    public void SelfPay_IsKeptAsTypedInHalfWidth(string? typed, string? kept) => Assert.Equal(kept, Taken(Good with { SelfPay = typed }).SelfPay);

    [Theory]
    [InlineData("2610000012", "06999999", "2027-03-31", TicketFault.NumberLength)]
    [InlineData("261000001234", "06999999", "2027-03-31", TicketFault.NumberLength)]
    [InlineData("2610000012X", "06999999", "2027-03-31", TicketFault.NumberNotDigits)]
    [InlineData("26１0000012三", "06999999", "2027-03-31", TicketFault.NumberNotDigits)]
    [InlineData("", "06999999", "2027-03-31", TicketFault.NumberMissing)]
    [InlineData(null, "999995", "2027-03-31", TicketFault.NumberMissing)]
    [InlineData("26100000123", "", "2027-03-31", TicketFault.InsurerLength)]
    [InlineData("26100000123", null, "2027-03-31", TicketFault.InsurerLength)]
    [InlineData("26100000123", "0699999", "2027-03-31", TicketFault.InsurerLength)]
    [InlineData("26100000123", "0699999O", "2027-03-31", TicketFault.InsurerNotDigits)]
    [InlineData("26100000123", "06999998", "2027-03-31", TicketFault.InsurerCheckDigit)]
    [InlineData("26100000123", "999959", "2027-03-31", TicketFault.InsurerCheckDigit)]
    [InlineData("26100000123", "06999999", "", TicketFault.ExpiryNoDate)]
    [InlineData("26100000123", "06999999", "2027-02-29", TicketFault.ExpiryNoDate)]
    [InlineData("26100000123", "06999999", "270331", TicketFault.ExpiryNoDate)]
    [InlineData("26100000123", "06999999", "R9.2.29", TicketFault.ExpiryNoDate)]
    [InlineData("26100000123", "06999999", "令和9年13月1日", TicketFault.ExpiryNoDate)]
    [InlineData("26100000123", "06999999", "R9.3", TicketFault.ExpiryNoDate)]
    [InlineData("26100000123", "06999999", "R..", TicketFault.ExpiryNoDate)]
    [InlineData("26100000123", "06999999", "R99999999999.3.31", TicketFault.ExpiryNoDate)]
    public void Ticket_WithSomethingWrong_IsRefusedWithTheReason(string? number, string? insurer, string? expiresOn, TicketFault fault)
    {
        Assert.False(CheckupTicket.TryParse(new(number, insurer, expiresOn, SelfPay: null), out var ticket, out var found));
        Assert.Equal((null, fault), (ticket, found));
    }

    [Fact]
    public void SelfPay_OfAWholePage_IsRefused()
    {
        Assert.False(CheckupTicket.TryParse(Good with { SelfPay = new string('1', 41) }, out _, out var fault));
        Assert.Equal(TicketFault.SelfPayTooLong, fault);
    }

    [Fact]
    public void Number_OfTheLateElderly_MayBeMissing() => Assert.Null(Taken(new(" ", "39999990", "R9.3.31", SelfPay: null)).Number);

    [Fact]
    public void Json_ThereAndBack_IsTheSameAndReadable()
    {
        var ticket = Taken(Good);
        var text = JsonSerializer.Serialize(ticket.Typed, DeskJson.Default.TypedTicket);

        Assert.Equal("""{"number":"26100000123","insurerNumber":"06999999","expiresOn":"2027-03-31","selfPay":"1,000\u5186"}""", text);
        Assert.Equal(ticket, Taken(JsonSerializer.Deserialize(text, DeskJson.Default.TypedTicket)!));
    }

    [Fact]
    public void Texts_OfATicket_NameNobody() =>
        Assert.Equal("CheckupTicket TypedTicket TicketNumber", $"{Taken(Good)} {Good} {Taken(Good).Number}");

    private static CheckupTicket Taken(TypedTicket typed)
    {
        Assert.True(CheckupTicket.TryParse(typed, out var ticket, out var fault), fault.ToString());
        return ticket!;
    }
}
