using Kiosk.Eligibility;

namespace Kiosk.Records;

/// <summary>Why a person takes results out of the stand.</summary>
public enum ExportReason
{
    /// <summary>請求・レセプト: for the claim.</summary>
    Claim,

    /// <summary>健診システムへの登録: for the checkup system.</summary>
    Checkup,

    /// <summary>再送・訂正: what was handed over was lost or wrong.</summary>
    Again,

    /// <summary>本人の求め: the person asked for it.</summary>
    Person,

    /// <summary>監査・指導: for an inspection.</summary>
    Inspection,

    /// <summary>その他: something else, which the note tells.</summary>
    Other,
}

/// <summary>What is wrong with the note beside a reason.</summary>
public enum ExportNoteFault
{
    /// <summary>The reason "other" says nothing without one.</summary>
    Missing,

    /// <summary>It is longer than one line.</summary>
    TooLong,

    /// <summary>It holds a number that could be a person's.</summary>
    HasNumber,

    /// <summary>It names the person.</summary>
    NamesPerson,
}

/// <summary>Why, for the audit trail, which is kept for longer than any person's data: so it may not hold any.</summary>
/// <param name="Reason">One of the list.</param>
/// <param name="Note">What more there is to say, shortly.</param>
public sealed record ExportPurpose(ExportReason Reason, string? Note = null)
{
    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 40;

    // Shorter than any number of a person, longer than a room's or a year's month.
    private const int ShortestNumber = 5;

    private string Said => Note?.Trim() ?? "";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    /// <param name="people">Who is exported, where that is known.</param>
    public ExportNoteFault? FaultOf(params IEnumerable<EligibilityRecord> people) =>
        Said.Length == 0 ? Reason == ExportReason.Other ? ExportNoteFault.Missing : null
        : Said.Length > LongestNote || Said.Any(char.IsControl) ? ExportNoteFault.TooLong
        : HasNumber(InsuranceText.Fold(Said)) ? ExportNoteFault.HasNumber
        : people.Any(Names) ? ExportNoteFault.NamesPerson
        : null;

    /// <summary>As the audit trail has it.</summary>
    public string Audited => Said.Length == 0 ? $"reason={ExportWords.Of(Reason)}" : $"reason={ExportWords.Of(Reason)} note={Said}";

    // Hyphens and blanks between its digits do not hide a number.
    private static bool HasNumber(string folded)
    {
        var digits = 0;
        foreach (var c in folded)
        {
            digits = char.IsDigit(c) ? digits + 1 : c is '-' or ' ' ? digits : 0;
            if (digits >= ShortestNumber)
            {
                return true;
            }
        }

        return false;
    }

    private bool Names(EligibilityRecord person)
    {
        var note = Plain(Said);
        return new[] { person.Name, person.NameKana, person.OtherName, person.OtherNameKana, person.InsuredName }
            .SelectMany(name => InsuranceText.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(InsuranceText.Fold(name)))
            .Select(Plain)
            .Any(part => part.Length > 1 && note.Contains(part, StringComparison.Ordinal));
    }

    private static string Plain(string text) => InsuranceText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
}
