using System.CommandLine;
using System.Net.Sockets;
using Kiosk.Bench.Authority;

namespace Kiosk.Bench.Commands;

/// <summary><c>authority</c>: makes the stand-in misbehave.</summary>
internal static class AuthorityCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("words") { Description = "What it does from now on", Arity = ArgumentArity.OneOrMore };
        return new Command("authority", $"""
            Make the stand-in authority misbehave. Words:

            {StandInAuthority.Help}
            code                           print a new activation code
            visits                         print how many visits were decided, and which
            requests                       print every request so far, with the connection that it came on
            """)
        {
            words,
        }.Does(async (parsed, folder, stop) =>
        {
            BenchFile.Running(folder);
            try
            {
                var answer = await StandInAdmin.SendAsync(folder.AuthorityFolder, parsed.GetRequiredValue(words), stop);
                if (answer != "ok")
                {
                    Console.WriteLine(answer);
                }

                return 0;
            }
            catch (ArgumentException e)
            {
                throw new BenchException(e.Message);
            }
            catch (SocketException)
            {
                throw new BenchException("This bench runs without the stand-in: 'up' was told of another authority.");
            }
        });
    }
}
