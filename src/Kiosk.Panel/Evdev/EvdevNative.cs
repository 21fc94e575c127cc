namespace Kiosk.Panel.Evdev;

/// <summary>The numbers of linux/input.h that go with the system calls.</summary>
internal static class EvdevNative
{
    public const int NameLength = 256;
    public const int KeyBytes = (EvdevKeys.Highest + 1) / 8;
    public const nuint GetName = 0x80004506 | (NameLength << 16); // EVIOCGNAME(len)
    public const nuint GetKeys = 0x80004521 | (KeyBytes << 16); // EVIOCGBIT(EV_KEY, len)
    public const nuint Grab = 0x40044590; // EVIOCGRAB
}
