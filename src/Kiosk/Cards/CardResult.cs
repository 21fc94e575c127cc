namespace Kiosk.Cards;

/// <summary>A value from the card, or why there is none.</summary>
public readonly record struct CardResult<T>
{
    private readonly T? value;

    private CardResult(T? value, CardTrouble? trouble)
    {
        this.value = value;
        Trouble = trouble;
    }

    /// <summary>Why there is no value; null when there is one.</summary>
    public CardTrouble? Trouble { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is trouble instead.</exception>
    public T Value => Trouble is { } trouble ? throw new InvalidOperationException($"No value: {trouble}.") : value!;

    /// <summary>Never the value, which may be a person's.</summary>
    public override string ToString() => Trouble?.ToString() ?? typeof(T).Name;

    /// <summary>A value was had.</summary>
    public static implicit operator CardResult<T>(T value) => new(value, trouble: null);

    /// <summary>There was trouble.</summary>
    public static implicit operator CardResult<T>(CardTrouble trouble) => new(default, trouble);
}
