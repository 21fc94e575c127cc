using Kiosk.Visits;

namespace Kiosk.Eligibility;

/// <summary>What a confirmation comes to. Only one combination is "covered"; what is not understood is unknown, and what was not processed could not be asked.</summary>
public readonly record struct Verdict(Outcome Outcome, Reason? Reason)
{
    /// <summary>Judges the three layers in order: what the message did not carry is not looked for in the layer below.</summary>
    public static Verdict Of(Confirmation confirmation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        return OfMessage(confirmation.Segment) ?? OfPerson(confirmation.ProcessingStatus) ?? OfQualification(confirmation.Validity, confirmation.Records.Count);
    }

    private static Verdict? OfMessage(string segment) => segment switch
    {
        "1" => null,
        "2" => new(Outcome.CouldNotAsk, Visits.Reason.StillProcessing),
        "9" => new(Outcome.CouldNotAsk, Visits.Reason.ProcessingFailed),
        _ => new(Outcome.CouldNotAsk, Visits.Reason.ProcessingUnknown),
    };

    private static Verdict? OfPerson(string? status) => status switch
    {
        "1" => null,
        "2" => new(Outcome.CouldNotAsk, Visits.Reason.ProcessingFailed),
        _ => new(Outcome.CouldNotAsk, Visits.Reason.ProcessingUnknown),
    };

    private static Verdict OfQualification(string? validity, int records) => validity switch
    {
        "1" when records == 1 => new(Outcome.Covered, Reason: null),
        "1" => new(Outcome.Unknown, Visits.Reason.ResultCount),
        "2" => new(Outcome.NotCovered, Visits.Reason.QualificationLost),
        "3" => new(Outcome.NotCovered, Visits.Reason.QualificationReplaced),
        "4" => new(Outcome.NoRecord, Reason: null),
        "5" => new(Outcome.Several, Reason: null),
        "6" => new(Outcome.Unknown, Visits.Reason.NotRegistered),
        _ => new(Outcome.Unknown, Visits.Reason.ValidityUnknown),
    };
}
