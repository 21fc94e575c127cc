using Kiosk.Card.Iso7816;

namespace Kiosk.Card.Tests.Iso7816;

public sealed class CommandTests
{
    [Fact]
    public void SelectApplication_Encoded_AsksForNoDescription() =>
        Assert.Equal("00A4040C0AD392F000260100000001", Hex(Command.SelectApplication(Convert.FromHexString("D392F000260100000001"))));

    [Fact]
    public void SelectFile_Encoded_UsesTheOnlyP1ThatTheCardTakes() => Assert.Equal("00A4020C02000A", Hex(Command.SelectFile(0x000A)));

    [Theory]
    [InlineData(0, 256, "00B0000000")]
    [InlineData(0x123, 4, "00B0012304")]
    [InlineData(0x7FFF, 255, "00B07FFFFF")]
    [InlineData(0, 65536, "00B00000000000")]
    [InlineData(0, 257, "00B00000000101")]
    public void ReadBinary_OffsetAndLength_InTheShortestForm(int offset, int le, string apdu) => Assert.Equal(apdu, Hex(Command.ReadBinary(offset, le)));

    [Fact]
    public void ReadShortFile_WholeFile_IsOneExtendedCommand() => Assert.Equal("00B08A00000000", Hex(Command.ReadShortFile(0x0A, Command.ExtendedMost)));

    [Fact]
    public void Encode_DataAndLength_BothForms()
    {
        var data = new byte[51];
        Assert.Equal("802A009733" + new string('0', 102) + "00", Hex(new Command(0x80, 0x2A, 0x00, 0x97, data, Command.ShortMost)));
        Assert.StartsWith("802A009700012C", Hex(new Command(0x80, 0x2A, 0x00, 0x97, new byte[300], Command.ShortMost)), StringComparison.Ordinal);
        Assert.EndsWith("0100", Hex(new Command(0x80, 0x2A, 0x00, 0x97, new byte[300], Command.ShortMost)), StringComparison.Ordinal);
    }

    private static string Hex(Command command) => Convert.ToHexString(command.Encode());
}
