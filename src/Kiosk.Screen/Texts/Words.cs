using System.Globalization;
using System.Resources;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Screen.Texts;

/// <summary>The words of one language. Keys are made of the names of the closed lists, so that a test can ask for every one of them.</summary>
internal sealed class Words
{
    public const string Japanese = "ja";
    public const string English = "en";

    private readonly ResourceManager texts;

    public Words(string language)
    {
        Language = language == English ? English : Japanese;
        texts = new ResourceManager($"Kiosk.Screen.Words.{Language}", typeof(Words).Assembly);
    }

    public string Language { get; }

    public string this[Word word] => Need($"Word.{word}");

    public Words Other => new(Language == Japanese ? English : Japanese);

    public string Of(Outcome outcome) => Need($"Outcome.{outcome}");

    public string Of(VisitPhase phase) => Need($"Phase.{phase}");

    public string Of(StandState state) => Need($"Stand.{state}");

    public string Of(ReaderState state) => Need($"Reader.{state}");

    public string Of(AuthorityState state) => Need($"Authority.{state}");

    public string Of(ClockState state) => Need($"Clock.{state}");

    public string Of(IdentityMethod method) => Need($"Method.{method}");

    public string Short(IdentityMethod method) => Need($"Method.{method}.Short");

    public string Means(Outcome outcome, Reason? reason) => Need(reason is { } r ? $"Reason.{r}.Means" : $"Outcome.{outcome}.Means");

    public string Next(Outcome outcome, Reason? reason) => Need(reason is { } r ? $"Reason.{r}.Next" : $"Outcome.{outcome}.Next");

    public string Means(Reason reason) => Need($"Reason.{reason}.Means");

    public string Next(Reason reason) => Need($"Reason.{reason}.Next");

    public string Next(VisitPhase phase) => Need($"Phase.{phase}.Next");

    public string Next(StandState state) => Need($"Stand.{state}.Next");

    public Trouble? Trouble(ReaderState state) => state == ReaderState.Ready ? null : TroubleOf($"Reader.{state}");

    public Trouble? Trouble(AuthorityState state) => state == AuthorityState.Available ? null : TroubleOf($"Authority.{state}");

    public Trouble? Trouble(ClockState state) => state == ClockState.Synchronized ? null : TroubleOf($"Clock.{state}");

    /// <summary>How far the stand's clock is ahead of the authority's, or behind; null while they agree.</summary>
    public Trouble? ClockOff(int? seconds) => seconds is { } off
        ? new(Format(off > 0 ? Word.ClockAhead : Word.ClockBehind, (Math.Abs(off) + 30) / 60), this[Word.ClockOffNext])
        : null;

    public Trouble? Trouble(ExportTrouble? trouble) => trouble is { } known ? TroubleOf($"Export.{known}") : null;

    public Trouble? SeveralCards(bool lie) => lie ? new(this[Word.SeveralCards], this[Word.SeveralCardsNext]) : null;

    public Trouble? FaceFolder(bool isAway) => isAway ? new(this[Word.FaceFolderAway], this[Word.FaceFolderAwayNext]) : null;

    /// <summary>Earlier results that cannot be looked at, where a vault was set aside.</summary>
    public Trouble? Aside(AsideView? aside) => aside is null ? null : new(this[aside.Reason == AsideReason.Damaged ? Word.AsideDamaged : Word.AsideKey], Format(Word.AsideNext, aside.Folder));

    public Trouble NotKept => new(Need("Kept.No"), Need("Kept.No.Next"));

    public string Of(RecordDoubt doubt) => Need($"Doubt.{doubt}");

    /// <summary>Whose insurance it is; null where nobody knows.</summary>
    public string? Of(InsurerKind kind) => kind == InsurerKind.Unknown ? null : Need($"Insurer.{kind}");

    /// <summary>Whether a ticket fits.</summary>
    public string Of(TicketStanding standing) => Need($"Ticket.{standing}");

    /// <summary>One thing about a ticket; the ticket's last day goes in.</summary>
    public string Of(TicketFinding finding) => Need($"Finding.{finding}");

    /// <summary>The kind of a ticket.</summary>
    public string Of(TicketNumber number) => number.Kind == TicketKind.Unknown ? Format(Word.UnknownCode, number.KindDigit) : Need($"Kind.{number.Kind}");

    /// <summary>What kind of facility it is; null where nobody knows.</summary>
    public string? Of(FacilityKind kind) => kind == FacilityKind.Unknown ? null : Need($"Facility.{kind}");

    /// <summary>What staff must know about the certificate; null where all is well, or where the outcome tells it already.</summary>
    public string? About(CertificateStanding? standing) => standing switch
    {
        CertificateStanding.Expiring or CertificateStanding.Grace or CertificateStanding.NotJudged => Need($"Certificate.{standing}"),
        _ => null,
    };

    /// <summary>Why a command was not done; null when it was.</summary>
    public string? Refusal(CommandResult result) => result == CommandResult.Done ? null : Need($"Command.{result}");

    /// <summary>The word for a code of the record; an unknown code is shown as what it is.</summary>
    public string Code(string list, string code) => Find($"{list}.{code}") ?? Format(Word.UnknownCode, code);

    public string Format(Word word, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, this[word], values);

    private Trouble TroubleOf(string key) => new(Need($"{key}.Trouble"), Need($"{key}.Next"));

    private string Need(string key) => Find(key) ?? throw new MissingManifestResourceException($"No words for {key} in {Language}.");

    private string? Find(string key) => texts.GetString(key, CultureInfo.InvariantCulture);
}

/// <summary>Something that hinders, and what to do about it.</summary>
internal readonly record struct Trouble(string What, string Next);
