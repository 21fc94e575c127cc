using System.Security.Cryptography;

namespace Kiosk.Cards;

/// <summary>
/// The one place where the visitor's PIN lives: four bytes that the collector never moves or copies.
/// The keypad types into it, the card consumes it, and it is zeroed at once after use, on clear, on time-out and on removal.
/// </summary>
public sealed class Pin : IDisposable
{
    /// <summary>The authentication PIN has exactly four digits.</summary>
    public const int Length = 4;

    // Far too many, which no digit taken back makes right again.
    private const int MostCounted = 100;

    private readonly Lock gate = new();
    private readonly byte[] digits = GC.AllocateArray<byte>(Length, pinned: true);
    private int typed;
    private bool confirmed;

    /// <summary>What a consumer does with the four ASCII digits; it must not keep or copy them beyond the call.</summary>
    public delegate TResult Use<out TResult>(ReadOnlySpan<byte> asciiDigits);

    /// <summary>True when exactly four digits were typed: a fifth makes the PIN wrong for sure, and is not sent.</summary>
    public bool IsComplete
    {
        get { lock (gate) { return typed == Length; } }
    }

    /// <summary>Closes the PIN if it is complete, so that a late key cannot spoil what was confirmed; forgets it otherwise. Opened again by <see cref="Clear"/>.</summary>
    public bool Confirm()
    {
        lock (gate)
        {
            if (typed != Length)
            {
                Clear();
            }

            confirmed = typed == Length;
            return confirmed;
        }
    }

    /// <summary>Takes one more digit, '0' to '9' in ASCII. Beyond four, only how many there were is remembered; after <see cref="Confirm"/>, nothing is.</summary>
    public void Type(byte asciiDigit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asciiDigit, (byte)'0');
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asciiDigit, (byte)'9');
        lock (gate)
        {
            if (confirmed)
            {
                return;
            }

            if (typed < Length)
            {
                digits[typed] = asciiDigit;
            }

            typed = Math.Min(typed + 1, MostCounted);
        }
    }

    /// <summary>Takes the last digit back; one beyond the fourth as well. Nothing after <see cref="Confirm"/>.</summary>
    /// <returns>True while digits are left.</returns>
    public bool TakeBack()
    {
        lock (gate)
        {
            if (!confirmed && typed is > 0 and < MostCounted && --typed < Length)
            {
                digits[typed] = 0;
            }

            return typed > 0;
        }
    }

    /// <summary>Forgets what was typed.</summary>
    public void Clear()
    {
        lock (gate)
        {
            CryptographicOperations.ZeroMemory(digits);
            typed = 0;
            confirmed = false;
        }
    }

    /// <summary>Hands the digits to their one consumer, which must return at once, and zeroes them, whatever happens.</summary>
    /// <exception cref="InvalidOperationException">The PIN is not complete: the caller must ask <see cref="IsComplete"/> first.</exception>
    public TResult Consume<TResult>(Use<TResult> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        lock (gate)
        {
            try
            {
                return typed == Length ? use(digits) : throw new InvalidOperationException("The PIN is not complete.");
            }
            finally
            {
                Clear();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => Clear();

    /// <summary>Never the digits.</summary>
    public override string ToString() => nameof(Pin);
}
