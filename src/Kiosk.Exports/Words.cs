namespace Kiosk.Exports;

/// <summary>The official codes in words (OQSCD007, 009, 010). A code that is not known is handed on as it is.</summary>
internal static class Words
{
    public static string? CardClassification(string? code) => code switch
    {
        "01" => "一般",
        "02" => "退職",
        "03" => "短期(一般)",
        "04" => "短期(退職)",
        "05" => "特別療養費支給対象者",
        "06" => "特例退職",
        "07" => "自衛官診療証",
        _ => code,
    };

    public static string? PersonOrFamily(string? code) => code switch
    {
        "1" => "本人",
        "2" => "家族",
        _ => code,
    };

    public static string? Sex(string? code) => code switch
    {
        "1" => "男",
        "2" => "女",
        "3" => "未設定",
        _ => code,
    };

    /// <summary>Three digits of percent, of which whole tenths have a word: 010 is 1割.</summary>
    public static string? Ratio(string? percent) => percent is ['0', >= '0' and <= '9' and var tenths, '0'] ? $"{tenths}割" : percent;
}
