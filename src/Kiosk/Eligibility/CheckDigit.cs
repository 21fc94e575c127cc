namespace Kiosk.Eligibility;

/// <summary>The check digit of insurer numbers and facility codes: from the right, weights 1, 2, 1, 2..., digits of the products summed, a multiple of ten.</summary>
public static class CheckDigit
{
    /// <summary>True when the text is ASCII digits only and its last digit is the right one.</summary>
    public static bool Holds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return false;
            }

            var digit = text[i] - '0';
            var product = (text.Length - i) % 2 == 0 ? digit * 2 : digit;
            sum += (product / 10) + (product % 10);
        }

        return text.Length > 0 && sum % 10 == 0;
    }
}
