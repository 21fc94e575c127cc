namespace Kiosk.Tests;

/// <summary>What may stand in no log line and no text of a type.</summary>
internal static class Secrets
{
    private static readonly string[] All =
    [
        Sample.Person.Name!, "架空", "花子", Sample.Person.NameKana!, "ﾊﾅｺ", "別名", Sample.Person.Address!, Sample.Person.InsurerNumber!, Sample.Person.Symbol!, Sample.Person.Number!,
        "1971", "02/03", Sample.Person.ReferenceNumber!, "CAFE", "202, 254", "MIL",
    ];

    public static void AreNotIn(string? text) => Assert.All(All, secret => Assert.DoesNotContain(secret, text ?? "", StringComparison.OrdinalIgnoreCase));
}
