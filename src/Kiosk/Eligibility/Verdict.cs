using Kiosk.Visits;

namespace Kiosk.Eligibility;

/// <summary>What a confirmation comes to. Only one combination is "covered"; what is not understood is unknown, and what was not processed could not be asked.</summary>
public readonly record struct Verdict(Outcome Outcome, Reason? Reason)
{
    /// <summary>Judges the three layers in order.</summary>
    public static Verdict Of(Confirmation confirmation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        if (confirmation.Segment != "1" || confirmation.ProcessingStatus != "1")
        {
            return new(Outcome.CouldNotAsk, Visits.Reason.ProcessingFailed);
        }

        return confirmation.Validity switch
        {
            "1" when confirmation.Records.Count == 1 => new(Outcome.Covered, Reason: null),
            "1" => new(Outcome.Unknown, Visits.Reason.ResultCount),
            "2" => new(Outcome.NotCovered, Visits.Reason.QualificationLost),
            "3" => new(Outcome.NotCovered, Visits.Reason.QualificationReplaced),
            "4" => new(Outcome.NoRecord, Reason: null),
            "5" => new(Outcome.Several, Reason: null),
            "6" => new(Outcome.Unknown, Visits.Reason.NotRegistered),
            _ => new(Outcome.Unknown, Visits.Reason.ValidityUnknown),
        };
    }
}
