using System.Text.Json.Serialization;
using Kiosk.Access;
using Kiosk.Desk;

namespace Kiosk.Accounts;

/// <summary>Somebody of the staff.</summary>
public sealed record Account
{
    /// <summary>The staff id, as it will stand in the audit trail.</summary>
    public required string Id { get; init; }

    /// <summary>How the person is called; null: only by the id.</summary>
    public string? Name { get; init; }

    /// <summary>What the person is here.</summary>
    public required IReadOnlyList<StaffRole> Roles { get; init; }

    /// <summary>The passphrase's hash.</summary>
    public required PassphraseHash Passphrase { get; init; }

    /// <summary>The second factor's secret in Base32; null: none is enrolled.</summary>
    public string? Factor { get; init; }

    /// <summary>The time step of the last code that was taken: none is taken twice.</summary>
    public long FactorStep { get; init; }

    /// <summary>Nobody may sign in with it.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Counts what was changed: a sign-in of before has ended.</summary>
    public int Revision { get; init; }

    /// <summary>Whether it gives a right.</summary>
    public bool May(StaffRight right) => Rights.Has(Roles, right);

    /// <summary>True for an administrator who can sign in.</summary>
    [JsonIgnore]
    public bool IsAdministrator => !IsDisabled && Roles.Contains(StaffRole.Administrator);

    /// <summary>The same, changed by somebody.</summary>
    public Account Changed(DateTimeOffset now) => this with { ChangedAt = now, Revision = Revision + 1 };

    /// <summary>Never hash or secret.</summary>
    public override string ToString() => $"account {Id}";
}

/// <summary>The file of all accounts.</summary>
internal sealed record AccountList(IReadOnlyList<Account> Accounts);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true, RespectNullableAnnotations = true, Converters = [typeof(CamelCase<StaffRole>)])]
[JsonSerializable(typeof(AccountList))]
internal sealed partial class AccountsJson : JsonSerializerContext;
