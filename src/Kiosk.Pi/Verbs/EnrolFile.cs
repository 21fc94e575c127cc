using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Pi.Verbs;

/// <summary>What <c>kiosk enrol --file</c> reads: for a first boot, at which nobody types.</summary>
internal sealed record EnrolFile
{
    /// <summary>The facility that the code was issued for; must be the one of the configuration.</summary>
    public string? FacilityCode { get; init; }

    /// <summary>From the operator's portal; absent in a file whose code was taken out after its use.</summary>
    public string? ActivationCode { get; init; }

    /// <summary>How the authority shall call the stand in its lists.</summary>
    public string? DeviceName { get; init; }

    /// <summary>Reads a file. The problem says what is wrong with it, never what it holds.</summary>
    public static (EnrolFile? Told, string? Problem) Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), EnrolJson.Default.EnrolFile) is { } told ? (told, null) : (null, $"'{path}' holds null.");
        }
        catch (JsonException wrong)
        {
            var where = wrong.LineNumber is { } line ? $"line {line + 1}" : "its end";
            return (null, $"'{path}' is not what is expected, at {where}{(wrong.Path is { Length: > 2 } member ? $" ({member[2..]})" : "")}: it must be a JSON object with activationCode and, if wanted, facilityCode and deviceName, each a text.");
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return (null, $"'{path}' cannot be read: {unread.Message}");
        }
    }

    /// <summary>Takes the code out of the file: what is there is overwritten first. False when the file cannot be written.</summary>
    public bool ForgetCode(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);
            file.Write(new byte[file.Length]);
            file.Flush(flushToDisk: true);
            file.SetLength(0);
            file.Position = 0;
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this with { ActivationCode = null }, EnrolJson.Default.EnrolFile) + "\n"));
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Never the code.</summary>
    public override string ToString() => "enrolment file";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(EnrolFile))]
internal sealed partial class EnrolJson : JsonSerializerContext;
