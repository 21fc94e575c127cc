namespace Kiosk.Eligibility;

/// <summary>Something in the authority's data that looks wrong. Shown as a warning beside the data; never a reason to refuse it.</summary>
public enum RecordDoubt
{
    /// <summary>The insurer number has not six or eight digits.</summary>
    InsurerNumberForm,

    /// <summary>The insurer number's check digit is wrong.</summary>
    InsurerNumberCheckDigit,

    /// <summary>The branch number has not two digits.</summary>
    BranchForm,

    /// <summary>A date is none.</summary>
    DateUnreadable,

    /// <summary>Class, name, sex, birth or the insurer's name is missing, which every record has.</summary>
    Incomplete,

    /// <summary>Said to be valid on a day that its own dates leave out.</summary>
    OutsideItsDates,
}

/// <summary>Judges the authority's data softly.</summary>
public static class RecordDoubts
{
    private const int BranchDigits = 2;

    /// <summary>What looks wrong with a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="validOn">The day on which it is said to be valid; null where it is not.</param>
    public static IEnumerable<RecordDoubt> Of(EligibilityRecord record, DateOnly? validOn)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.InsurerNumber is { Length: > 0 } insurer && InsurerNumber.FaultOf(insurer) is { } fault)
        {
            yield return fault == NumberFault.CheckDigit ? RecordDoubt.InsurerNumberCheckDigit : RecordDoubt.InsurerNumberForm;
        }

        if (record.Branch is { Length: > 0 } branch && (branch.Length != BranchDigits || !branch.All(char.IsAsciiDigit)))
        {
            yield return RecordDoubt.BranchForm;
        }

        if (DatesOf(record).Any(date => date?.Unread is { Length: > 0 }))
        {
            yield return RecordDoubt.DateUnreadable;
        }

        if (string.IsNullOrEmpty(record.CardClassification) || string.IsNullOrEmpty(record.Name) || string.IsNullOrEmpty(record.Sex)
            || string.IsNullOrEmpty(record.InsurerName) || record.Birthdate is null or { Unread: "" })
        {
            yield return RecordDoubt.Incomplete;
        }

        if (record.ValidFrom?.Day > validOn || record.ValidUntil?.Day < validOn || record.DisqualifiedOn?.Day <= validOn)
        {
            yield return RecordDoubt.OutsideItsDates;
        }
    }

    private static IEnumerable<RecordDate?> DatesOf(EligibilityRecord record) =>
    [
        record.Birthdate, record.QualifiedOn, record.DisqualifiedOn, record.IssuedOn, record.ValidFrom, record.ValidUntil, record.ElderlyValidFrom, record.ElderlyValidUntil,
        record.Limit?.IssuedOn, record.Limit?.ValidFrom, record.Limit?.ValidUntil, record.Limit?.LongStayFrom,
    ];
}
