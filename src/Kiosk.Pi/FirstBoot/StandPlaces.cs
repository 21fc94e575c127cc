using Kiosk.Pi.Configuration;

namespace Kiosk.Pi.FirstBoot;

/// <summary>Where what a boot file brings has its place on this stand.</summary>
/// <param name="Root">The root of the stand's file system: / unless an image is prepared.</param>
internal sealed record StandPlaces(string Root)
{
    /// <summary>The desk's configuration, and beside it what the computer's own parts read.</summary>
    public string Etc => Under(Path.GetDirectoryName(KioskConfiguration.DefaultFile)!);

    public string Configuration => Under(KioskConfiguration.DefaultFile);

    public string AuthorityCa => Path.Combine(Etc, "authority-ca.pem");

    public string CardCas => Path.Combine(Etc, "jpki");

    /// <summary>What <c>kiosk enrol --file</c> reads.</summary>
    public string Enrol => Under("/var/lib/kiosk/enrol.json");

    public string Under(string path) => Path.Combine(Root, path.TrimStart('/'));

    /// <summary>The same path as the running stand will name it.</summary>
    public string Named(string path) => "/" + Path.GetRelativePath(Root, path);
}
