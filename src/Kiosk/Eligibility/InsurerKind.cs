namespace Kiosk.Eligibility;

/// <summary>Whose insurance it is, told by the law number (法別番号) at the head of the insurer number.</summary>
public enum InsurerKind
{
    /// <summary>A law number that the stand does not know, or no insurer number.</summary>
    Unknown,

    /// <summary>国民健康保険: no law number, or 00.</summary>
    National,

    /// <summary>01: 協会けんぽ.</summary>
    Association,

    /// <summary>02: 船員保険.</summary>
    Seamen,

    /// <summary>06: 組合健保.</summary>
    Society,

    /// <summary>07: 自衛官.</summary>
    SelfDefence,

    /// <summary>31: 国家公務員共済.</summary>
    NationalCivilService,

    /// <summary>32: 地方公務員共済.</summary>
    LocalCivilService,

    /// <summary>33: 警察共済.</summary>
    Police,

    /// <summary>34: 公立学校・私立学校共済.</summary>
    Schools,

    /// <summary>39: 後期高齢者医療: its people have neither symbol nor branch number.</summary>
    LateElderly,

    /// <summary>63, 72 to 75: 特定・特例退職.</summary>
    SpecialRetired,

    /// <summary>67: 退職国保.</summary>
    NationalRetired,
}
