using Kiosk.Bench.Authority;
using Kiosk.Bench.People;
using Kiosk.Desk;
using Kiosk.Signals;

namespace Kiosk.Bench.Window;

/// <summary>What the left side of the window shows.</summary>
internal sealed record StandModel
{
    /// <summary>The desk; null when it does not answer.</summary>
    public Snapshot? Desk { get; init; }

    /// <summary>The lamps, as measured on the simulated lines.</summary>
    public IReadOnlyList<LampView> Lamps { get; init; } = [];

    /// <summary>What the buzzer played last; null when it is long ago.</summary>
    public string? Sound { get; init; }

    /// <summary>What is being said, or was last; null when it is long ago.</summary>
    public string? Said { get; init; }

    /// <summary>Which of <see cref="Person.All"/> is chosen.</summary>
    public int Chosen { get; init; }

    /// <summary>Whose card lies on the reader.</summary>
    public Person? OnReader { get; init; }

    /// <summary>The key that was just pressed.</summary>
    public char? Key { get; init; }

    /// <summary>How the authority behaves, as one of <see cref="StandInAuthority.Manners"/>.</summary>
    public string Manner { get; init; } = StandInAuthority.Manners[0];

    /// <summary>What did not work just now.</summary>
    public string? Trouble { get; init; }

    /// <summary>Who is chosen.</summary>
    public Person Person => Person.All[Chosen];
}

/// <summary>One lamp.</summary>
/// <param name="Lamp">Which.</param>
/// <param name="Colour">Its colour's name.</param>
/// <param name="Rhythm">How it lights, as measured.</param>
/// <param name="IsLit">Whether it is lit just now.</param>
internal sealed record LampView(Lamp Lamp, string Colour, string Rhythm, bool IsLit);
