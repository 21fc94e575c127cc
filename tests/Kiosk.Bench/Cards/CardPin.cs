namespace Kiosk.Bench.Cards;

/// <summary>A PIN object (IEF) of the emulated card: counts wrong ones, locks, and is set back by a right one.</summary>
internal sealed class CardPin(byte[] secret, int most, int left)
{
    private static readonly BlockedPin AsToday = new(BlockedPin.Locked, TellsNoTries: false);

    public int Left { get; set; } = left;

    public bool IsVerified { get; private set; }

    public void Forget() => IsVerified = false;

    /// <summary>The answer to VERIFY; without data it only tells the tries. A PIN that is blocked by a fault keeps its tries for later.</summary>
    public byte[] Verify(ReadOnlySpan<byte> data, BlockedPin? blocked)
    {
        var tries = blocked is null ? Left : 0;
        if (tries == 0 && (!data.IsEmpty || blocked is { TellsNoTries: true }))
        {
            var status = (blocked ?? AsToday).Status;
            return [(byte)(status >> 8), (byte)status];
        }

        if (data.IsEmpty)
        {
            return [0x63, (byte)(0xC0 | tries)];
        }

        IsVerified = data.SequenceEqual(secret);
        Left = IsVerified ? most : Left - 1;
        return IsVerified ? [0x90, 0x00] : [0x63, (byte)(0xC0 | Left)];
    }
}
