using Kiosk.Eligibility;

namespace Kiosk.Tests.Eligibility;

public sealed class PaperTextTests
{
    [Theory]
    [InlineData("2027-07-31", "2027-07-31")]
    [InlineData("20270731", "2027-07-31")]
    [InlineData("2027/7/31", "2027-07-31")]
    [InlineData("2027年7月31日", "2027-07-31")]
    [InlineData("２０２７年７月３１日", "2027-07-31")]
    [InlineData("２０２７ー０７－３１", "2027-07-31")]
    [InlineData(" 令和 9年 7月31日 ", "2027-07-31")]
    [InlineData("令和９年７月３１日", "2027-07-31")]
    [InlineData("R9.7.31", "2027-07-31")]
    [InlineData("ｒ９．７．３１", "2027-07-31")]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("平成31年4月30日", "2019-04-30")]
    [InlineData("平成39年3月31日", "2027-03-31")]
    [InlineData("㍻元年1月8日", "1989-01-08")]
    [InlineData("昭和64年1月7日", "1989-01-07")]
    [InlineData("S46.2.3", "1971-02-03")]
    [InlineData("R090331", "2027-03-31")]
    [InlineData("R9。3。31", "2027-03-31")]
    [InlineData("大正15年12月24日", "1926-12-24")]
    [InlineData("明治45年7月29日", "1912-07-29")]
    [InlineData("2028-02-29", "2028-02-29")]
    public void Date_AsPapersPrintIt_IsTheDay(string text, string day) => Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), PaperText.Date(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2027-02-29")]
    [InlineData("2027-13-01")]
    [InlineData("2027-00-01")]
    [InlineData("2027-07-00")]
    [InlineData("27-07-31")]
    [InlineData("270731")]
    [InlineData("0027-07-31")]
    [InlineData("令和0年7月31日")]
    [InlineData("令和100年7月31日")]
    [InlineData("令和元年4月30日")]
    [InlineData("昭和元年12月24日")]
    [InlineData("西暦2027年7月31日")]
    [InlineData("2027-07-31まで")]
    [InlineData("07312027")]
    [InlineData("令和9年")]
    public void Date_NoDateOrNoneOfItsEra_IsNull(string? text) => Assert.Null(PaperText.Date(text));
}
