using Kiosk.Bench.Cards;
using Kiosk.Bench.People;

namespace Kiosk.Card.Tests.Bench;

/// <summary>Card host, authority and tests share one folder of papers, and all want them first.</summary>
public sealed class SharedPapersTests
{
    [Fact]
    public async Task PapersOf_ManyAtOnce_AllGetTheSameKeyAndCertificate()
    {
        var folder = Directory.CreateTempSubdirectory("kiosk-papers-");
        try
        {
            var papers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => JpkiTestAuthority.Open(folder.FullName, TimeProvider.System).PapersOf(Person.Named("hanako")))));

            Assert.All(papers, each => Assert.Equal(papers[0].Key, each.Key));
            Assert.All(papers, each => Assert.Equal(papers[0].Issuer, each.Issuer));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
