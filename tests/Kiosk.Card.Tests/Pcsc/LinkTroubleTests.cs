using Kiosk.Card.Pcsc;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Pcsc;

public sealed class LinkTroubleTests
{
    [Theory]
    [InlineData(0x80100016, CardTrouble.Removed)]
    [InlineData(0x80100069, CardTrouble.Removed)]
    [InlineData(0x80100068, CardTrouble.Removed)]
    [InlineData(0x80100067, CardTrouble.Removed)]
    [InlineData(0x8010000C, CardTrouble.Removed)]
    [InlineData(0x80100013, CardTrouble.ReaderLost)]
    [InlineData(0x8010001D, CardTrouble.ReaderLost)]
    [InlineData(0x8010001E, CardTrouble.ReaderLost)]
    [InlineData(0x80100003, CardTrouble.ReaderLost)]
    [InlineData(0x80100017, CardTrouble.ReaderLost)]
    [InlineData(0x80100009, CardTrouble.ReaderLost)]
    [InlineData(0x8010002E, CardTrouble.ReaderLost)]
    [InlineData(0x8010006A, CardTrouble.ReaderLost)]
    [InlineData(0x8010000B, CardTrouble.ReaderInUse)]
    [InlineData(0x80100066, CardTrouble.Unreadable)]
    [InlineData(0x8010000F, CardTrouble.Unreadable)]
    public void Of_Code_IsOneTrouble(uint code, CardTrouble trouble) => Assert.Equal(trouble, LinkTrouble.Of(code));
}
