using Kiosk.Panel.Tests;
using Kiosk.Panel.Tests.Evdev;
using Kiosk.Panel.Tests.Gpio;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (args is not [Listener.Word] and not [PanelProgram.Word, _])
{
    UsbRig.Preload();
}

// As xunit's own, and besides the processes into which the bench's USB keypad and its GPIO chip are preloaded.
return args switch
{
    [Listener.Word] => await Listener.RunAsync(),
    [PanelProgram.Word, var wiring] => await PanelProgram.RunAsync(wiring),
    _ when args.Contains("--server") => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
