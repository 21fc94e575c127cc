using System.Text;
using Kiosk.Pi.Bundles;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Tests.Bundles;

/// <summary>Of the settings a bundle shows what is listed and looks as it should; everything else, and every new one, is only said to be set.</summary>
public sealed class BundleConfigurationTests
{
    [Theory]
    [InlineData("Facility:Code", "1329999997", "1329999997")]
    [InlineData("facility:code", "kakuu", BundleConfiguration.Hidden)]
    [InlineData("Authority:BaseAddress", "https://kakuu:secret@authority.example:8443/api?token=1#x", "https://authority.example:8443/api")]
    [InlineData("Authority:BaseAddress", "kakuu", BundleConfiguration.Hidden)]
    [InlineData("Authority:CaFile", "/etc/kiosk/ca.pem", "/etc/kiosk/ca.pem")]
    [InlineData("Authority:CaFile", "/home/kakuu/ca.pem", BundleConfiguration.Hidden)]
    [InlineData("Vault:Folder", "/var/lib/kiosk/架空", BundleConfiguration.Hidden)]
    [InlineData("Identity:Method", "visual", "visual")]
    [InlineData("Identity:Method", "kakuu", BundleConfiguration.Hidden)]
    [InlineData("Export:Formats", "xml, fhir", "xml, fhir")]
    [InlineData("Deadlines:PinIdle", "00:00:30", "00:00:30")]
    [InlineData("Panel:Keypad:Rows:0", "17", "17")]
    [InlineData("Panel:KeypadDevice", "Kakuu's keypad", BundleConfiguration.Hidden)]
    [InlineData("Panel:Volume", "06999999", BundleConfiguration.Hidden)]
    [InlineData("Card:Reader", "Kakuu's reader", BundleConfiguration.Hidden)]
    [InlineData("Card:Profiles:0:Name", "kakuu", BundleConfiguration.Hidden)]
    [InlineData("Card:Profiles:0:Aid", "F04B494F534B01", "F04B494F534B01")]
    [InlineData("Screen:Staff", "kakuu-hanako", BundleConfiguration.Hidden)]
    [InlineData("Some:NewKey", "true", BundleConfiguration.Hidden)]
    public void Show_Value_OnlyWhatIsListedAndLooksSo(string key, string value, string expected) => Assert.Equal(expected, BundleConfiguration.Show(key, value));

    [Fact]
    public void Of_KeyOfAnotherForm_IsNotShownEither()
    {
        var text = BundleConfiguration.Of(Configuration("""{ "Panel": { "架空 花子": "1" } }"""));

        Assert.Contains("(a key of another form) = ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("架空", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("facility 1329999997, K0000001", "facility 1329999997, K0000001")]
    [InlineData("nobody is kakuu-hanako here", "nobody is (not shown) here")]
    [InlineData("insurer 06999999 of 架空", "insurer ######## of ??")]
    [InlineData("999995, 123 456, 26100000123.", "######, 123 456, ###########.")]
    [InlineData("no:06999999 -19710203- =06999999 a.06999999", "no:######## -########- =######## a.########")]
    [InlineData("01a220c7-930c-7852-a3c9-aef590f08c6b,12345,,", "01a220c7-930c-7852-a3c9-aef590f08c6b,12345,,")]
    [InlineData("2026-11-28T15:11:38.6490000+09:00", "2026-11-28T15:11:38.6490000+09:00")]
    public void Clean_WhatShouldNotHaveComeSoFar_IsStruckOut(string text, string expected) =>
        Assert.Equal(expected, new BundleGuard(Configuration("""{ "Facility": { "Code": "1329999997" }, "Screen": { "Staff": "kakuu-hanako" } }""")).Clean(text));

    private static IConfiguration Configuration(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
