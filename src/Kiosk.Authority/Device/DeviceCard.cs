using System.Text.Json.Serialization;

namespace Kiosk.Authority.Device;

/// <summary><c>device.json</c>: what the authority calls this stand. No secret.</summary>
internal sealed record DeviceCard
{
    public required string DeviceId { get; init; }

    public required string FacilityCode { get; init; }

    public string? FacilityName { get; init; }

    public DateTimeOffset NotAfter { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DeviceCard))]
internal sealed partial class DeviceJson : JsonSerializerContext;
