using System.Text.Json.Serialization;

namespace Kiosk.Authority.Wire;

internal sealed record EnrolRequest(string FacilityCode, string DeviceName, string ActivationCode, string Csr);

internal sealed record RenewRequest(string Csr);

internal sealed record EmptyRequest;

internal sealed record ConfirmationRequest(
    Guid VisitId, string FacilityCode, string QualificationDate, string Method, string Certificate, ProofPart? Proof, VisualPart? Visual);

internal sealed record ProofPart(string ChallengeId, string Algorithm, string Signature);

internal sealed record VisualPart(string Staff, string ConfirmedAt);

internal sealed record Capabilities(bool Visual);

internal sealed record EnrolReply(string? DeviceId, string? FacilityName, string? Certificate, DateTimeOffset? NotAfter, Capabilities? Capabilities);

internal sealed record RenewReply(string? Certificate, DateTimeOffset? NotAfter);

internal sealed record SelfReply(string? State, Capabilities? Capabilities, DateTimeOffset? ServerTime, IReadOnlyList<string?>? Notices);

internal sealed record StatusReply(string? State, DateTimeOffset? From, DateTimeOffset? Until, string? Message);

internal sealed record ChallengeReply(string? ChallengeId, string? Challenge, DateTimeOffset? ExpiresAt);

/// <summary>RFC 9457.</summary>
internal sealed record ProblemReply(string? Type, string? Detail);

/// <summary>The JSON of the API, nothing by reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EnrolRequest))]
[JsonSerializable(typeof(RenewRequest))]
[JsonSerializable(typeof(EmptyRequest))]
[JsonSerializable(typeof(ConfirmationRequest))]
[JsonSerializable(typeof(EnrolReply))]
[JsonSerializable(typeof(RenewReply))]
[JsonSerializable(typeof(SelfReply))]
[JsonSerializable(typeof(StatusReply))]
[JsonSerializable(typeof(ChallengeReply))]
[JsonSerializable(typeof(ProblemReply))]
internal sealed partial class WireJson : JsonSerializerContext;
