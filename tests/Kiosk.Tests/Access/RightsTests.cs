using Kiosk.Access;
using Kiosk.Desk;

namespace Kiosk.Tests.Access;

public sealed class RightsTests
{
    [Theory]
    [InlineData(StaffRole.Reception, "SeeVisits DecideVisits SeeRecords NoteTickets SettlePending ExportResults")]
    [InlineData(StaffRole.Administrator, "SeeVisits DecideVisits SeeRecords NoteTickets SettlePending ExportResults ExportDays ChangeSettings TestLamps TakeBundle")]
    [InlineData(StaffRole.Auditor, "ReadTrail")]
    public void Role_OfTheTable_HasExactlyTheseRights(StaffRole role, string rights) =>
        Assert.Equal(rights, string.Join(' ', Enum.GetValues<StaffRight>().Where(right => Rights.Has(role, right))));

    [Fact]
    public void Roles_Several_HaveTheRightsOfEach() => Assert.All(
        Enum.GetValues<StaffRight>(), right => Assert.Equal(Rights.Has(StaffRole.Reception, right) || Rights.Has(StaffRole.Auditor, right), Rights.Has([StaffRole.Reception, StaffRole.Auditor], right)));

    [Fact]
    public void Roles_None_HaveNoRight() => Assert.All(Enum.GetValues<StaffRight>(), right => Assert.False(Rights.Has([], right)));

    [Fact]
    public void Action_OfStaff_AdministratorsOnlyWhereItChangesTheStand() => Assert.Equal(
        [StaffAction.SetMethod, StaffAction.TestLamps], Enum.GetValues<StaffAction>().Where(action => !Rights.Has(StaffRole.Reception, Rights.Of(action))));

    [Theory]
    [InlineData("elf Zeichen", false)]
    [InlineData("zwölf Zeichn", true)]
    [InlineData("十二文字あればよいのですよ", true)]
    [InlineData("", false)]
    public void Passphrase_New_HasTwelveCharacters(string typed, bool isGood)
    {
        using var passphrase = new Passphrase(typed);
        Assert.Equal(isGood, passphrase.IsGood);
        Assert.DoesNotContain("Zeich", passphrase.ToString(), StringComparison.Ordinal);
    }
}
