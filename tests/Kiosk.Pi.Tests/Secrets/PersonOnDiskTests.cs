using System.Text;
using System.Text.Json;
using Kiosk.Bench.Authority;
using Kiosk.Bench.People;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Stories;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Secrets;

/// <summary>Nothing that the desk wrote names a person: not the vault with its journal, not the log, in whatever form the text could stand there.</summary>
public sealed class PersonOnDiskTests(RunningBench bench) : IClassFixture<RunningBench>
{
    private static readonly string[] Served = ["hanako", "ume"];

    [Fact]
    public async Task Visits_Served_NobodyIsNamedInAnyFileOfTheDesk()
    {
        foreach (var person in Served.Select(Person.Named))
        {
            await bench.InsertAsync(person.Key);
            await bench.UntilAsync(VisitPhase.Pin);
            await bench.PressAsync(person.Pin + "#");
            var shown = (await bench.UntilAsync(VisitPhase.Finished)).Visit!;
            Assert.Equal((Outcome.Covered, true), (shown.Outcome!.Value, shown.Kept!.Value));
            var kept = await bench.Desk.ResultAsync(shown.Id, "reception-1", TestContext.Current.CancellationToken);

            // What is looked for is what there is to find.
            var record = kept!.Confirmation!.Records[0];
            var who = Identity.Of(person.CommonName);
            Assert.Equal((who.Name, who.Kana, who.InsurerNumber), (record.Name, record.NameKana, record.InsurerNumber));
            await bench.TakeCardAsync();
        }

        var files = Written();
        Assert.Contains(files, file => file.EndsWith("vault.db", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("desk.log", StringComparison.Ordinal));
        Assert.Contains("Finished", Read(Path.Combine(bench.Folder, "desk.log"), Encoding.UTF8), StringComparison.Ordinal);
        Assert.All(files, file => Assert.Empty(FoundIn(file)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("json")]
    public void Search_PlantedName_Found(string form)
    {
        var name = Identity.Of(Person.Named("ume").CommonName).Name;
        var planted = Path.Combine(bench.Folder, "vault", $"planted.{form}");
        byte[] text = form switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(name),
            "utf-16" => Encoding.Unicode.GetBytes(name),
            _ => JsonSerializer.SerializeToUtf8Bytes(name),
        };
        try
        {
            File.WriteAllBytes(planted, [7, .. text, 7]);
            Assert.Contains(planted, Written());
            Assert.NotEmpty(FoundIn(planted));
        }
        finally
        {
            File.Delete(planted);
        }
    }

    // The stand-in's and the cards' own files lie beside; the desk wrote these.
    private List<string> Written() =>
    [
        .. Directory.GetFiles(Path.Combine(bench.Folder, "vault"), "*", SearchOption.AllDirectories),
        .. Directory.GetFiles(Path.Combine(bench.Folder, "identity"), "*", SearchOption.AllDirectories),
        .. Directory.GetFiles(bench.Folder, "*.log"),
    ];

    private static List<string> FoundIn(string file)
    {
        var bytes = ReadBytes(file);
        return [.. Marks().Where(mark => Forms(mark).Any(form => bytes.AsSpan().IndexOf(form) >= 0))];
    }

    // Names, kana, insurer's and insured's numbers, and the certificate's mark of the person.
    private static IEnumerable<string> Marks() => Served.Select(Person.Named).SelectMany(person => Identity.Of(person.CommonName) is var who
        ? new[] { who.Name, who.Name[^2..], who.Kana, who.InsurerNumber, who.InsurerName, "５６７８", "架空県", person.CommonName }
        : []);

    private static IEnumerable<byte[]> Forms(string text)
    {
        yield return Encoding.UTF8.GetBytes(text);
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.BigEndianUnicode.GetBytes(text);
        yield return Encoding.UTF8.GetBytes(JsonEncodedText.Encode(text).ToString());
    }

    private static string Read(string file, Encoding encoding) => encoding.GetString(ReadBytes(file));

    private static byte[] ReadBytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
