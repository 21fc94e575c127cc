using System.Security.Cryptography;
using System.Text.Json;

namespace Kiosk.Bench.Authority;

/// <summary>A stand as the stand-in knows it.</summary>
internal sealed record Device(string Id, string FacilityCode, string Name, bool Visual);

/// <summary>Who is enrolled, and who may enrol; kept in a file, so that a bench that is started again knows its stand.</summary>
internal sealed class DeviceList(string file, TimeProvider time)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Kept kept = File.Exists(file) ? JsonSerializer.Deserialize<Kept>(File.ReadAllText(file))! : new Kept();

    public string NewActivationCode()
    {
        lock (gate)
        {
            var code = $"{RandomNumberGenerator.GetHexString(4)}-{RandomNumberGenerator.GetHexString(4)}-{RandomNumberGenerator.GetHexString(4)}";
            kept.Codes[code] = time.GetUtcNow() + CodeLife;
            Keep();
            return code;
        }
    }

    /// <summary>Spends a code; false when there is none such, or none any more.</summary>
    public bool Spend(string code)
    {
        lock (gate)
        {
            var good = kept.Codes.Remove(code, out var until) && time.GetUtcNow() < until;
            Keep();
            return good;
        }
    }

    public Device Add(string facilityCode, string name)
    {
        lock (gate)
        {
            var device = new Device($"K{kept.Devices.Count + 1:0000000}", facilityCode, name, Visual: true);
            kept.Devices.Add(device);
            Keep();
            return device;
        }
    }

    public Device? Find(string? id)
    {
        lock (gate)
        {
            return kept.Devices.Find(device => device.Id == id);
        }
    }

    private void Keep() => File.WriteAllText(file, JsonSerializer.Serialize(kept));

    private sealed class Kept
    {
        public Dictionary<string, DateTimeOffset> Codes { get; init; } = new(StringComparer.Ordinal);

        public List<Device> Devices { get; init; } = [];
    }
}
