using System.Text.Json;
using Kiosk.Eligibility;

namespace Kiosk.Tests.Eligibility;

public sealed class RecordDoubtTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly EligibilityRecord Good = Sample.Person with { CardClassification = "01", ValidFrom = new DateOnly(2020, 4, 1), ValidUntil = Today };

    [Fact]
    public void Of_AGoodRecord_IsNothing() => Assert.Empty(RecordDoubts.Of(Good, Today));

    [Theory]
    [InlineData("06134567", RecordDoubt.InsurerNumberCheckDigit)]
    [InlineData("00012345", RecordDoubt.InsurerNumberCheckDigit)]
    [InlineData("0699999", RecordDoubt.InsurerNumberForm)]
    [InlineData("０６９９９９９９", RecordDoubt.InsurerNumberForm)]
    [InlineData("999995", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_InsurerNumber_IsSoft(string? number, RecordDoubt? doubt) => Assert.Equal(One(doubt), RecordDoubts.Of(Good with { InsurerNumber = number }, Today));

    [Theory]
    [InlineData("1", RecordDoubt.BranchForm)]
    [InlineData("001", RecordDoubt.BranchForm)]
    [InlineData("０１", RecordDoubt.BranchForm)]
    [InlineData("00", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_Branch_HasTwoDigitsOrIsNotThere(string? branch, RecordDoubt? doubt) => Assert.Equal(One(doubt), RecordDoubts.Of(Good with { Branch = branch }, Today));

    [Fact]
    public void Of_AnyDateThatIsNone_IsDoubted()
    {
        var none = RecordDate.Of("20261332");
        EligibilityRecord[] records =
        [
            Good with { Birthdate = none }, Good with { QualifiedOn = none }, Good with { DisqualifiedOn = none }, Good with { IssuedOn = none }, Good with { ValidFrom = none },
            Good with { ValidUntil = none }, Good with { ElderlyValidFrom = none }, Good with { ElderlyValidUntil = none }, Good with { Limit = new() { IssuedOn = none } },
            Good with { Limit = new() { ValidFrom = none } }, Good with { Limit = new() { ValidUntil = none } }, Good with { Limit = new() { LongStayFrom = none } },
        ];

        Assert.All(records, record => Assert.Equal([RecordDoubt.DateUnreadable], RecordDoubts.Of(record, Today)));
    }

    [Fact]
    public void Of_WhatEveryRecordHas_MissingOrEmpty_IsDoubted()
    {
        EligibilityRecord[] records =
        [
            Good with { CardClassification = null }, Good with { Name = "" }, Good with { Sex = null }, Good with { InsurerName = "" }, Good with { Birthdate = null }, Good with { Birthdate = RecordDate.Of("") },
        ];

        Assert.All(records, record => Assert.Equal([RecordDoubt.Incomplete], RecordDoubts.Of(record, Today)));
    }

    [Fact]
    public void Of_ValidOnADayOutsideItsDates_IsDoubted()
    {
        EligibilityRecord[] records =
        [
            Good with { ValidFrom = Today.AddDays(1) }, Good with { ValidUntil = Today.AddDays(-1) }, Good with { DisqualifiedOn = Today },
        ];

        Assert.All(records, record => Assert.Equal([RecordDoubt.OutsideItsDates], RecordDoubts.Of(record, Today)));
        Assert.All(records, record => Assert.Empty(RecordDoubts.Of(record, validOn: null)));
        Assert.Empty(RecordDoubts.Of(Good with { DisqualifiedOn = Today.AddDays(1) }, Today));
    }

    [Theory]
    [InlineData("20200229", "\"2020-02-29\"")]
    [InlineData("20210229", "\"?20210229\"")]
    [InlineData("2020-02-29", "\"?2020-02-29\"")]
    [InlineData("", "\"?\"")]
    [InlineData("?", "\"??\"")]
    public void RecordDate_ThereAndBack_IsTheSame(string text, string json)
    {
        var date = RecordDate.Of(text)!;

        Assert.Equal(json, JsonSerializer.Serialize(date));
        Assert.Equal(date, JsonSerializer.Deserialize<RecordDate>(json));
        Assert.NotEqual(date.Day is null, date.Unread is null);
    }

    [Theory]
    [InlineData("\"20200229\"")]
    [InlineData("\"\"")]
    [InlineData("\"2021-02-29\"")]
    public void RecordDate_WrittenByNobody_IsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RecordDate>(json));

    [Fact]
    public void RecordDate_OfNothing_IsNotProvided()
    {
        Assert.Null(RecordDate.Of(null));
        Assert.Null((DateOnly?)RecordDate.Of(null));
    }

    private static RecordDoubt[] One(RecordDoubt? doubt) => doubt is { } one ? [one] : [];
}
