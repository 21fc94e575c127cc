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
            // With keys that are there, all come to the certificate at the same moment.
            _ = JpkiTestAuthority.Open(folder.FullName, TimeProvider.System).PapersOf(Person.Named("hanako"));
            File.Delete(Path.Combine(folder.FullName, "jpki/keys/hanako.cert.pem"));

            var papers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => JpkiTestAuthority.Open(folder.FullName, TimeProvider.System).PapersOf(Person.Named("hanako")))));

            Assert.All(papers, each => Assert.Equal(papers[0].Key, each.Key));
            Assert.All(papers, each => Assert.Equal(papers[0].Issuer, each.Issuer));
            Assert.All(papers, each => Assert.Equal(papers[0].Certificate, each.Certificate));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
