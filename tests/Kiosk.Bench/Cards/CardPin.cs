namespace Kiosk.Bench.Cards;

/// <summary>A PIN object (IEF) of the emulated card: counts wrong ones, locks, and is set back by a right one.</summary>
internal sealed class CardPin(byte[] secret, int most, int left)
{
    public int Left { get; set; } = left;

    public bool IsVerified { get; private set; }

    public void Forget() => IsVerified = false;

    /// <summary>The answer to VERIFY; without data it only tells the tries.</summary>
    public byte[] Verify(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return [0x63, (byte)(0xC0 | Left)];
        }

        if (Left == 0)
        {
            return [0x69, 0x84];
        }

        IsVerified = data.SequenceEqual(secret);
        Left = IsVerified ? most : Left - 1;
        return IsVerified ? [0x90, 0x00] : [0x63, (byte)(0xC0 | Left)];
    }
}
