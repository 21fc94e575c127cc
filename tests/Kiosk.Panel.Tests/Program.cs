using Kiosk.Panel.Tests;
using Kiosk.Panel.Tests.Evdev;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// As xunit's own, and besides the process into which the bench's USB keypad is preloaded.
return args switch
{
    [Listener.Word] => await Listener.RunAsync(),
    _ when args.Contains("--server") => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
