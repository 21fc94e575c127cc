using System.Security.Cryptography;
using Kiosk.Bench.Cards;

namespace Kiosk.Card.Tests;

public sealed class PinnedCasTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kiosk-cas-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Load_PemAndDer_BothAreRead()
    {
        using var key = RSA.Create(2048);
        using var ca = JpkiProfile.SelfSigned("ca", key, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(Path.Combine(folder, "a.pem"), $"# a comment\n{ca.ExportCertificatePem()}\n{ca.ExportCertificatePem()}");
        File.WriteAllBytes(Path.Combine(folder, "b.cer"), ca.RawData);

        var loaded = PinnedCas.Load(folder);

        Assert.Null(loaded.Error);
        Assert.Equal(3, loaded.Cas!.Count);
    }

    [Fact]
    public void Load_WhatMacOsAndWindowsPutBeside_IsPassedOver()
    {
        using var key = RSA.Create(2048);
        using var ca = JpkiProfile.SelfSigned("ca", key, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllBytes(Path.Combine(folder, "ca.cer"), ca.RawData);
        foreach (var name in (string[])["._ca.cer", ".DS_Store", "desktop.ini", "THUMBS.DB"])
        {
            File.WriteAllText(Path.Combine(folder, name), "no certificate");
        }

        Assert.Equal(1, PinnedCas.Load(folder).Cas!.Count);
    }

    [Fact]
    public void Load_NoFolder_SaysSo() => Assert.Contains("does not exist", Error(Path.Combine(folder, "none")), StringComparison.Ordinal);

    [Fact]
    public void Load_EmptyFolder_SaysSo() => Assert.Contains("holds no certificate", Error(folder), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\n")]
    public void Load_FileThatIsNoCertificate_IsNamed(string text)
    {
        File.WriteAllText(Path.Combine(folder, "wrong.pem"), text);

        Assert.Contains("wrong.pem", Error(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Reader_BadFolder_IsRefusedAtOnce() =>
        Assert.Throws<ArgumentException>(() => new PcscCardReader(new CardOptions(folder, Reader: null), TimeProvider.System, () => true));

    private static string Error(string path)
    {
        var loaded = PinnedCas.Load(path);
        Assert.Null(loaded.Cas);
        return loaded.Error!;
    }
}
