using Kiosk.Cards;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The visits that were asked about and have no result yet. Not for two callers at once.</summary>
internal sealed class AskedVisits(SqliteConnection connection)
{
    /// <summary>Remembers a visit; the same again is no error.</summary>
    public void Remember(AskedVisit visit) => connection.Execute(
        "INSERT INTO asked (visit_id, asked_at, method, staff, certificate, person) VALUES ($visit, $at, $method, $staff, $certificate, $person) ON CONFLICT (visit_id) DO NOTHING",
        ("$visit", Codes.Of(visit.VisitId)), ("$at", visit.AskedAt.ToUnixTimeMilliseconds()), ("$method", Codes.Of(visit.Method)), ("$staff", visit.Staff),
        ("$certificate", Codes.Of(visit.Certificate)), ("$person", visit.Person?.Value));

    /// <summary>Forgets a visit, whether or not it was asked about.</summary>
    public void Forget(Guid visitId) => connection.Execute("DELETE FROM asked WHERE visit_id = $visit", ("$visit", Codes.Of(visitId)));

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<AskedVisit> All()
    {
        using var command = connection.Command("SELECT visit_id, asked_at, method, staff, certificate, person FROM asked ORDER BY asked_at, visit_id");
        using var rows = command.ExecuteReader();
        var all = new List<AskedVisit>();
        while (rows.Read())
        {
            all.Add(new AskedVisit(
                Guid.Parse(rows.GetString(0)),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)),
                Enum.Parse<IdentityMethod>(rows.GetString(2), ignoreCase: true),
                rows.IsDBNull(3) ? null : rows.GetString(3),
                rows.IsDBNull(4) ? null : Enum.Parse<CertificateStanding>(rows.GetString(4), ignoreCase: true),
                rows.IsDBNull(5) ? null : new PersonMark(rows.GetString(5))));
        }

        return all;
    }
}
