using Kiosk.Desk;

namespace Kiosk.Pi.Tests.Terminal;

/// <summary>How many keys a receptionist needs for a task: each is played on a real screen at a real desk, and comes to what it should.</summary>
[Collection(TerminalStories.Name)]
public sealed class KeyStrokeTests(TerminalDesk desk)
{
    private const string Document = "docs/keys.md";

    public static TheoryData<string> Tasks => [.. KeyScript.All.Select(script => script.File)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task Task_Played_ComesToItsEndWithNoMoreKeysThanAllowed(string file)
    {
        var script = KeyScript.Read(Path.Combine(KeyScript.Folder, file + ".keys"));
        await desk.BeginAsync();

        foreach (var (verb, rest) in script.Steps)
        {
            await DoAsync(verb, rest);
        }

        Assert.InRange(script.Keys.Count, 0, script.Most);
        // What a task comes to is what is seen last.
        Assert.True(script.Steps[^1].Verb is "see" or "gone");
    }

    [Fact]
    public void Document_OfKeys_IsWhatTheFilesSay()
    {
        var written = File.ReadAllText(Path.Combine(Repository.Root, Document));
        Assert.Contains(KeyScript.Table(), written, StringComparison.Ordinal);
        Assert.All(KeyScript.Verbs, verb => Assert.Contains($"| `{verb.Key}` | {verb.Value} |", written, StringComparison.Ordinal));
    }

    private async Task DoAsync(string verb, string rest)
    {
        switch (verb)
        {
            case "method":
                await desk.MethodAsync(rest);
                break;
            case "card" when rest == "away":
                await desk.TakeCardAsync();
                break;
            case "card":
                await desk.InsertAsync(rest);
                break;
            case "pin":
                await desk.UntilAsync(VisitPhase.Pin);
                await desk.PressBrisklyAsync(rest);
                break;
            case "authority":
                await desk.AuthorityAsync(rest);
                break;
            case "see":
                await desk.Reception.UntilSeenAsync(rest);
                break;
            case "gone":
                await desk.Reception.UntilGoneAsync(rest);
                break;
            case "keys":
                await desk.Reception.PressAsync(rest.Split(' '));
                break;
            case "type":
                await desk.Reception.TypeAsync(rest);
                break;
            case "scan":
                await desk.Reception.TypeAsync(rest);
                await desk.Reception.PressAsync("Enter");
                break;
            default:
                Assert.Fail($"Nobody understands '{verb}'.");
                break;
        }
    }
}
