namespace Kiosk.Benchmarks.Cards;

/// <summary>What is done with a card: the rows of the table.</summary>
internal enum CardPart
{
    /// <summary>The certificate for user authentication is read.</summary>
    Certificate,

    /// <summary>The PIN is given and a message is signed.</summary>
    Signature,

    /// <summary>Both, from the first word to the last.</summary>
    Whole,
}

/// <summary>One part of the work as one program does it.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Who">Which program, in the words of the table.</param>
/// <param name="Starts">How many processes are started for it, each within its time.</param>
/// <param name="RunAsync">Does it once.</param>
internal sealed record CardTask(CardPart Part, string Who, int Starts, Func<CancellationToken, Task<Reading>> RunAsync);
