using System.Threading.Channels;

namespace Kiosk.Bench.Window;

/// <summary>The keyboard as a channel.</summary>
internal static class TerminalKeys
{
    /// <summary>Keys from now on; completes when the terminal is gone.</summary>
    public static ChannelReader<ConsoleKeyInfo> Read()
    {
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
        new Thread(() =>
        {
            try
            {
                while (true)
                {
                    keys.Writer.TryWrite(Console.ReadKey(intercept: true));
                }
            }
            catch (Exception e) when (e is InvalidOperationException or IOException)
            {
                keys.Writer.TryComplete();
            }
        })
        { IsBackground = true, Name = "keyboard" }.Start();
        return keys.Reader;
    }
}
