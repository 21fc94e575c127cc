namespace Kiosk.Cards;

/// <summary>How many wrong PINs the card still forgives before it locks. The card counts, over days and places, and a right PIN sets it back to three.</summary>
/// <param name="Left">0 to 15 as the card reports it; the authentication PIN starts with 3.</param>
public readonly record struct PinTries(int Left)
{
    /// <summary>The tries of a card on which no wrong PIN was typed since the last right one.</summary>
    public const int Full = 3;

    /// <summary>The card is locked until its holder goes to the town hall.</summary>
    public bool IsBlocked => Left == 0;

    /// <summary>One more wrong PIN locks the card: staff decide whether it may be spent.</summary>
    public bool IsLast => Left == 1;
}
