using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Tests.Eligibility;

public sealed class VerdictTests
{
    [Theory]
    [InlineData("1", 1, Outcome.Covered, null)]
    [InlineData("1", 0, Outcome.Unknown, Reason.ResultCount)]
    [InlineData("1", 2, Outcome.Unknown, Reason.ResultCount)]
    [InlineData("2", 1, Outcome.NotCovered, Reason.QualificationLost)]
    [InlineData("2", 0, Outcome.NotCovered, Reason.QualificationLost)]
    [InlineData("3", 1, Outcome.NotCovered, Reason.QualificationReplaced)]
    [InlineData("4", 0, Outcome.NoRecord, null)]
    [InlineData("5", 2, Outcome.Several, null)]
    [InlineData("6", 1, Outcome.Unknown, Reason.NotRegistered)]
    [InlineData("7", 1, Outcome.Unknown, Reason.ValidityUnknown)]
    [InlineData("0", 1, Outcome.Unknown, Reason.ValidityUnknown)]
    [InlineData("", 1, Outcome.Unknown, Reason.ValidityUnknown)]
    [InlineData("01", 1, Outcome.Unknown, Reason.ValidityUnknown)]
    [InlineData("１", 1, Outcome.Unknown, Reason.ValidityUnknown)]
    [InlineData(null, 1, Outcome.Unknown, Reason.ValidityUnknown)]
    public void Of_ProcessedAnswer_FollowsTheValidity(string? validity, int records, Outcome outcome, Reason? reason) =>
        Assert.Equal(new Verdict(outcome, reason), Verdict.Of(Sample.Confirmation(validity: validity, records: records)));

    [Theory]
    [InlineData("2", "1", Reason.StillProcessing)]
    [InlineData("2", "2", Reason.StillProcessing)]
    [InlineData("9", "1", Reason.ProcessingFailed)]
    [InlineData("9", null, Reason.ProcessingFailed)]
    [InlineData("3", "1", Reason.ProcessingUnknown)]
    [InlineData("", "1", Reason.ProcessingUnknown)]
    [InlineData("1", "2", Reason.ProcessingFailed)]
    [InlineData("1", "3", Reason.ProcessingUnknown)]
    [InlineData("1", null, Reason.ProcessingUnknown)]
    public void Of_UnprocessedAnswer_CouldNotAskWhateverTheValidity(string segment, string? status, Reason reason) => Assert.All(
        new[] { "1", "2", "4", "7", null }, validity => Assert.Equal(new Verdict(Outcome.CouldNotAsk, reason), Verdict.Of(Sample.Confirmation(segment, status, validity))));

    [Fact]
    public void Of_EveryCombination_OnlyOneIsCoveredAndTheUnprocessedCouldNotBeAsked()
    {
        var covered = new List<string>();
        string?[] codes = ["0", "1", "2", "3", "4", "5", "6", "9", "", " 1", null];
        foreach (var segment in codes)
        {
            foreach (var status in codes)
            {
                foreach (var validity in codes)
                {
                    for (var records = 0; records <= 3; records++)
                    {
                        var verdict = Verdict.Of(Sample.Confirmation(segment ?? "", status, validity, records));
                        if (verdict.Outcome == Outcome.Covered)
                        {
                            covered.Add($"{segment} {status} {validity} {records}");
                        }

                        Assert.Equal(segment != "1" || status != "1", verdict.Outcome == Outcome.CouldNotAsk);
                    }
                }
            }
        }

        Assert.Equal("1 1 1 1", Assert.Single(covered));
    }
}
