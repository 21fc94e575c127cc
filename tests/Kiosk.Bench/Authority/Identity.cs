namespace Kiosk.Bench.Authority;

/// <summary>The insured side of a made-up person: insurers of the unassigned prefecture 99.</summary>
internal sealed record Identity(string Name, string Kana, string Sex, string Birthdate, string InsurerNumber, string InsurerName)
{
    private const string Company = "架空健康保険組合";

    private static readonly Dictionary<string, Identity> Known = new(StringComparer.Ordinal)
    {
        ["BENCH0000001"] = new("架空　花子", "ｶｸｳ ﾊﾅｺ", "2", "19710203", "06999999", Company),
        ["BENCH0000002"] = new("架空　太郎", "ｶｸｳ ﾀﾛｳ", "1", "19650415", "01999994", "架空協会健康保険"),
        ["BENCH0000005"] = new("架空　うめ", "ｶｸｳ ｳﾒ", "2", "19540610", "34999995", "架空共済組合"),
        ["BENCH0000006"] = new("●橋　架空", "ﾊｼ ｶｸｳ", "1", "19880808", "06999999", Company),
        ["BENCH0000007"] = new("架空　みどり", "ｶｸｳ ﾐﾄﾞﾘ", "2", "19900504", "00999995", "架空市国民健康保険"),
        ["BENCH0000008"] = new("架空　遅子", "ｶｸｳ ｵｿｺ", "2", "19791111", "06999999", Company),
        ["BENCH0000009"] = new("架空　松", "ｶｸｳ ﾏﾂ", "2", "19450707", "39999990", "架空後期高齢者医療広域連合"),
        ["BENCH0000010"] = new("架空　謎男", "ｶｸｳ ﾅｿﾞｵ", "1", "19820229", "06999999", Company),
    };

    public static Identity Of(string commonName) =>
        Known.GetValueOrDefault(commonName) ?? new Identity("架空　一人", "ｶｸｳ ﾋﾄﾘ", "3", "19800101", "06999999", Company);
}
