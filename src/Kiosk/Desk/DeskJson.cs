using System.Text.Json.Serialization;
using Kiosk.Access;
using Kiosk.Alternatives;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Settings;

namespace Kiosk.Desk;

/// <summary>The JSON of the staff's contract: camelCase members and codes, nothing by reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = false, Converters = [
    typeof(CamelCase<StandState>), typeof(CamelCase<ClockState>), typeof(CamelCase<VisitPhase>), typeof(CamelCase<Cards.ReaderState>),
    typeof(CamelCase<Cards.CertificateStanding>), typeof(CamelCase<Eligibility.AuthorityState>), typeof(CamelCase<Visits.IdentityMethod>),
    typeof(CamelCase<Visits.Outcome>), typeof(CamelCase<Visits.Reason>), typeof(CamelCase<StaffAction>), typeof(CamelCase<CommandResult>),
    typeof(CamelCase<Tickets.TicketFinding>), typeof(CamelCase<Tickets.TicketStanding>), typeof(CamelCase<Tickets.TicketFault>), typeof(CamelCase<TicketResult>),
    typeof(CamelCase<AlternativeRoute>), typeof(CamelCase<PaperField>), typeof(CamelCase<EntryFault>), typeof(CamelCase<Contradiction>),
    typeof(CamelCase<CloseReason>), typeof(CamelCase<PendingResult>), typeof(CamelCase<PendingEnd>), typeof(CamelCase<ExportTrouble>),
    typeof(CamelCase<ResultSource>), typeof(CamelCase<ExportFormat>), typeof(CamelCase<ExportReason>), typeof(CamelCase<ExportResult>), typeof(CamelCase<ExportNoteFault>),
    typeof(CamelCase<AsideReason>), typeof(CamelCase<SearchState>), typeof(CamelCase<VaultTrouble>),
    typeof(CamelCase<StaffRole>), typeof(CamelCase<SignInResult>), typeof(CamelCase<SignInEnd>), typeof(CamelCase<Setting>), typeof(CamelCase<SettingFault>), typeof(CamelCase<SettingsResult>)])]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(StaffCommand))]
[JsonSerializable(typeof(CommandResult))]
[JsonSerializable(typeof(Tickets.TypedTicket))]
[JsonSerializable(typeof(TicketAnswer))]
[JsonSerializable(typeof(ExportOrder))]
[JsonSerializable(typeof(ExportAnswer))]
[JsonSerializable(typeof(KeptResult))]
[JsonSerializable(typeof(IReadOnlyList<KeptResult>))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(PendingList))]
[JsonSerializable(typeof(CheckView))]
[JsonSerializable(typeof(AlternativeCheck))]
[JsonSerializable(typeof(CheckRequest))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(CloseRequest))]
[JsonSerializable(typeof(PendingResult))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(SelfTestView))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(PassphraseChange))]
[JsonSerializable(typeof(SignInAnswer))]
[JsonSerializable(typeof(SignInNews))]
[JsonSerializable(typeof(IReadOnlyList<SignInView>))]
[JsonSerializable(typeof(SettingsView))]
[JsonSerializable(typeof(SettingsOrder))]
[JsonSerializable(typeof(SettingsAnswer))]
public sealed partial class DeskJson : JsonSerializerContext;

/// <summary>Enum values as camelCase words; numbers are refused.</summary>
public sealed class CamelCase<TEnum>() : JsonStringEnumConverter<TEnum>(System.Text.Json.JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
