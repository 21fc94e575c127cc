using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Tests.Records;

public sealed class ExportPurposeTests
{
    private static readonly EligibilityRecord Hanako = new() { Name = "架空　花子", NameKana = "ｶｸｳ ﾊﾅｺ", OtherName = "別名", InsuredName = "架空　太郎" };

    [Theory]
    [InlineData(ExportReason.Claim, null, null)]
    [InlineData(ExportReason.Claim, " ", null)]
    [InlineData(ExportReason.Other, "　", ExportNoteFault.Missing)]
    [InlineData(ExportReason.Other, "機器の入れ替え 11/28 3号室", null)]
    [InlineData(ExportReason.Again, "1234567890123456789012345678901234567890a", ExportNoteFault.TooLong)]
    [InlineData(ExportReason.Again, "two\nlines", ExportNoteFault.TooLong)]
    [InlineData(ExportReason.Again, "番号は 56789", ExportNoteFault.HasNumber)]
    [InlineData(ExportReason.Again, "５６−７ ８９", ExportNoteFault.HasNumber)]
    [InlineData(ExportReason.Again, "2026-11", ExportNoteFault.HasNumber)]
    [InlineData(ExportReason.Person, "花子さんの求め", ExportNoteFault.NamesPerson)]
    [InlineData(ExportReason.Person, "カクウ様", ExportNoteFault.NamesPerson)]
    [InlineData(ExportReason.Person, "架 空さん", ExportNoteFault.NamesPerson)]
    [InlineData(ExportReason.Person, "太郎さんが来た", ExportNoteFault.NamesPerson)]
    [InlineData(ExportReason.Person, "窓口で本人が希望", null)]
    public void Fault_OfANote_KeepsThePersonOutOfTheTrail(ExportReason reason, string? note, ExportNoteFault? fault) =>
        Assert.Equal(fault, new ExportPurpose(reason, note).FaultOf(Hanako));

    [Fact]
    public void Fault_OfWhomNothingIsKnown_FindsNoName() => Assert.Null(new ExportPurpose(ExportReason.Person, "花子").FaultOf(new EligibilityRecord()));

    [Theory]
    [InlineData(null, "reason=again")]
    [InlineData(" 健診システムで消えた ", "reason=again note=健診システムで消えた")]
    public void Audited_OfAPurpose_IsReasonAndNote(string? note, string audited) => Assert.Equal(audited, new ExportPurpose(ExportReason.Again, note).Audited);

    [Fact]
    public void Words_OfAll_AreReadBackAndNothingElseIs()
    {
        Assert.All(ExportWords.AllReasons, word => Assert.True(ExportWords.TryParse(word.ToUpperInvariant(), out ExportReason reason) && ExportWords.Of(reason) == word));
        Assert.All(ExportWords.AllFormats, word => Assert.True(ExportWords.TryParse(word, out ExportFormat format) && ExportWords.Of(format) == word));
        Assert.All(ExportWords.AllEncodings, word => Assert.True(ExportWords.TryParse(word, out ExportEncoding encoding) && ExportWords.Of(encoding) == word));
        Assert.False(ExportWords.TryParse("0", out ExportReason _) || ExportWords.TryParse(null, out ExportFormat _) || ExportWords.TryParse("", out ExportEncoding _));
    }
}
