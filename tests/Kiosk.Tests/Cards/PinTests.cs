using System.Reflection;
using CsCheck;
using Kiosk.Cards;

namespace Kiosk.Tests.Cards;

public sealed class PinTests
{
    [Fact]
    public void Consume_FourDigits_HandsThemOverInOrder()
    {
        using var pin = Typed("4096");

        Assert.True(pin.IsComplete);
        Assert.Equal("4096"u8.ToArray(), pin.Consume(digits => digits.ToArray()));
    }

    [Fact]
    public void IsComplete_OnlyWithExactlyFour() => Gen.Char['0', '9'].Array[0, 9].Sample(digits =>
    {
        using var pin = Typed(new string(digits));
        return pin.IsComplete == (digits.Length == 4);
    });

    [Fact]
    public void TakeBack_AnyNumberOfDigits_LeavesWhatWasTypedBefore() => Gen.Select(Gen.Char['0', '9'].Array[0, 7], Gen.Int[0, 8]).Sample((digits, taken) =>
    {
        using var pin = Typed(new string(digits));
        for (var i = 0; i < taken; i++)
        {
            Assert.Equal(digits.Length - i > 1, pin.TakeBack());
        }

        var left = Math.Max(0, digits.Length - taken);
        var kept = digits.Take(Math.Min(left, Pin.Length)).Select(digit => (byte)digit);
        return pin.IsComplete == (left == Pin.Length) && Memory(pin).SequenceEqual(kept.Concat(new byte[Pin.Length]).Take(Pin.Length));
    });

    [Fact]
    public void TakeBack_Confirmed_ChangesNothing()
    {
        using var pin = Typed("1234");
        pin.Confirm();

        Assert.True(pin.TakeBack());
        Assert.Equal("1234"u8.ToArray(), pin.Consume(digits => digits.ToArray()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("12345")]
    [InlineData("12345678901234567890")]
    public void Consume_NotFourDigits_RefusesAndForgets(string typed)
    {
        using var pin = Typed(typed);
        var used = false;

        Assert.Throws<InvalidOperationException>(() => pin.Consume(_ => used = true));

        Assert.False(used);
        Assert.Equal(new byte[4], Memory(pin));
    }

    [Fact]
    public void Consume_Done_IsZeroedAndGoneForASecondTime()
    {
        using var pin = Typed("1234");
        pin.Consume(digits => digits.Length);

        Assert.Equal(new byte[4], Memory(pin));
        Assert.False(pin.IsComplete);
        Assert.Throws<InvalidOperationException>(() => pin.Consume(digits => digits.Length));
    }

    [Fact]
    public void Consume_ConsumerThrows_IsZeroedAllTheSame()
    {
        using var pin = Typed("1234");

        Assert.Throws<TimeoutException>(() => pin.Consume<int>(_ => throw new TimeoutException()));

        Assert.Equal(new byte[4], Memory(pin));
        Assert.False(pin.IsComplete);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Clear_OrDispose_ZeroesAndTypingStartsAgain(bool dispose)
    {
        var pin = Typed("98765");
        if (dispose)
        {
            pin.Dispose();
        }
        else
        {
            pin.Clear();
        }

        Assert.Equal(new byte[4], Memory(pin));
        foreach (var digit in "1111"u8)
        {
            pin.Type(digit);
        }

        Assert.True(pin.IsComplete);
    }

    [Theory]
    [InlineData((byte)0)]
    [InlineData((byte)4)]
    [InlineData((byte)'/')]
    [InlineData((byte)':')]
    [InlineData((byte)255)]
    public void Type_NotADigit_IsRefused(byte key)
    {
        using var pin = new Pin();

        Assert.Throws<ArgumentOutOfRangeException>(() => pin.Type(key));

        Assert.Equal(new byte[4], Memory(pin));
    }

    [Fact]
    public void Buffer_IsPinned()
    {
        using var pin = Typed("1234");

        // Only objects of the pinned heap are there from their first moment in the oldest generation.
        Assert.Equal(GC.MaxGeneration, GC.GetGeneration(Field(pin)));
        Assert.NotEqual(GC.MaxGeneration, GC.GetGeneration(new byte[4]));
    }

    [Fact]
    public void ToString_NeverTheDigits()
    {
        using var pin = Typed("1234");

        Assert.Equal("Pin", pin.ToString());
    }

    private static Pin Typed(string digits)
    {
        var pin = new Pin();
        foreach (var digit in digits)
        {
            pin.Type((byte)digit);
        }

        return pin;
    }

    private static byte[] Memory(Pin pin) => [.. Field(pin)];

    private static byte[] Field(Pin pin) => (byte[])typeof(Pin).GetField("digits", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(pin)!;
}
