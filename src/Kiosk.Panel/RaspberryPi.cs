namespace Kiosk.Panel;

/// <summary>What the kernel calls the chip behind a Raspberry Pi's header.</summary>
internal static class RaspberryPi
{
    /// <summary>Pi 4, Pi 5, and Pi 3 with its kin; no Pi has two of them.</summary>
    public static readonly string[] Labels = ["pinctrl-bcm2711", "pinctrl-rp1", "pinctrl-bcm2835"];
}
