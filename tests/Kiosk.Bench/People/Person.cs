namespace Kiosk.Bench.People;

/// <summary>What kind of thing is laid on the reader.</summary>
public enum CardKind
{
    /// <summary>A My Number card.</summary>
    MyNumber,

    /// <summary>A phone that answers like one.</summary>
    PhoneToken,

    /// <summary>Some other card.</summary>
    Foreign,

    /// <summary>A My Number card without a PIN (顔認証マイナンバーカード).</summary>
    WithoutPin,

    /// <summary>A My Number card of the next generation, as the bench imagines it.</summary>
    Next,
}

/// <summary>How the dates and the issuer of a card's certificate are, seen from the day the bench was started.</summary>
public enum CertificateKind
{
    /// <summary>Years to go.</summary>
    Good,

    /// <summary>Ends in a month.</summary>
    Expiring,

    /// <summary>Ended a month ago.</summary>
    Grace,

    /// <summary>Ended five months ago.</summary>
    Expired,

    /// <summary>Issued by a CA that nobody pinned.</summary>
    Untrusted,

    /// <summary>Begins in a month.</summary>
    NotYetValid,
}

/// <summary>What the stand-in authority answers about a person.</summary>
public enum AnswerKind
{
    /// <summary>Validity 1.</summary>
    Valid,

    /// <summary>Validity 2, with the last known qualification for reference.</summary>
    Lost,

    /// <summary>Validity 4.</summary>
    NoRecord,

    /// <summary>Validity 5.</summary>
    Several,

    /// <summary>A validity code that nobody knows.</summary>
    UnknownValidity,

    /// <summary>Validity 1, seventy or older, with the contribution ratio of the elderly certificate.</summary>
    Elderly,

    /// <summary>Validity 1, a kanji of the name outside JIS arrives as ●.</summary>
    ForeignKanji,

    /// <summary>Validity 1, the branch number is missing.</summary>
    NoBranch,

    /// <summary>Validity 1, after five seconds.</summary>
    Slow,

    /// <summary>202 first, validity 1 when polled.</summary>
    InProcess,

    /// <summary>Processing status 2 with a message.</summary>
    ProcessingError,

    /// <summary>422 certificate-revoked.</summary>
    Revoked,
}

/// <summary>A person who does not exist: numbers of the unassigned prefecture 99, names that say "made up".</summary>
/// <param name="Key">How the bench's commands call the card.</param>
/// <param name="Pin">The PIN of the card; <c>none</c> where it has none.</param>
/// <param name="CommonName">The subject's CN in the card's certificate; the stand-in knows the person by it.</param>
/// <param name="Story">One line for the person at the bench.</param>
/// <param name="Card">What lies on the reader.</param>
/// <param name="TriesLeft">PIN tries left when the card comes.</param>
/// <param name="Certificate">The certificate's state.</param>
/// <param name="Answer">What the authority says.</param>
public sealed record Person(
    string Key, string Pin, string CommonName, string Story, CardKind Card = CardKind.MyNumber, int TriesLeft = 3,
    CertificateKind Certificate = CertificateKind.Good, AnswerKind Answer = AnswerKind.Valid)
{
    /// <summary>Everybody at the bench.</summary>
    public static IReadOnlyList<Person> All { get; } =
    [
        new("hanako", "1234", "BENCH0000001", "valid insurance"),
        new("taro", "2345", "BENCH0000002", "insurance ended: the last one is shown for reference only", Answer: AnswerKind.Lost),
        new("jiro", "3456", "BENCH0000003", "no record at the authority", Answer: AnswerKind.NoRecord),
        new("sakura", "4567", "BENCH0000004", "several records", Answer: AnswerKind.Several),
        new("ume", "5678", "BENCH0000005", "over seventy, with a contribution ratio", Answer: AnswerKind.Elderly),
        new("ken", "6789", "BENCH0000006", "a kanji of the name arrives as ●", Answer: AnswerKind.ForeignKanji),
        new("midori", "7890", "BENCH0000007", "the branch number is missing", Answer: AnswerKind.NoBranch),
        new("osoi", "1357", "BENCH0000008", "the authority takes five seconds", Answer: AnswerKind.Slow),
        new("matsu", "2468", "BENCH0000009", "in process first, then valid", Answer: AnswerKind.InProcess),
        new("nazo", "9753", "BENCH0000010", "a validity code that nobody knows", Answer: AnswerKind.UnknownValidity),
        new("shippai", "8642", "BENCH0000011", "the authority's processing fails", Answer: AnswerKind.ProcessingError),
        new("nakushita", "1122", "BENCH0000012", "a lost card: the certificate was revoked", Answer: AnswerKind.Revoked),
        new("kigen", "2233", "BENCH0000013", "certificate ends in a month", Certificate: CertificateKind.Expiring),
        new("yuyo", "3344", "BENCH0000014", "certificate ended a month ago: still good for eligibility", Certificate: CertificateKind.Grace),
        new("kireta", "4455", "BENCH0000015", "certificate ended five months ago", Certificate: CertificateKind.Expired),
        new("nise", "5566", "BENCH0000016", "a certificate that JPKI did not issue", Certificate: CertificateKind.Untrusted),
        new("lastone", "6677", "BENCH0000017", "one PIN try left", TriesLeft: 1),
        new("locked", "7788", "BENCH0000018", "the PIN is locked", TriesLeft: 0),
        new("phone", "8899", "BENCH0000019", "a phone instead of a card", Card: CardKind.PhoneToken),
        new("licence", "0000", "BENCH0000020", "a driving licence", Card: CardKind.Foreign),
        new("mada", "9911", "BENCH0000021", "certificate begins in a month", Certificate: CertificateKind.NotYetValid),
        new("kaonashi", "none", "BENCH0000022", "a card without a PIN", Card: CardKind.WithoutPin),
        new("mirai", "9900", "BENCH0000023", "the card to come: another application, P-384", Card: CardKind.Next),
    ];

    /// <summary>The person with this key.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has it; the message lists everybody.</exception>
    public static Person Named(string key) => All.FirstOrDefault(person => person.Key == key)
        ?? throw new KeyNotFoundException($"No card is called '{key}'. There are: {string.Join(", ", All.Select(person => person.Key))}.");
}
