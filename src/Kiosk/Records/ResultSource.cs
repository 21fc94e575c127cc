namespace Kiosk.Records;

/// <summary>Where a result comes from.</summary>
public enum ResultSource
{
    /// <summary>A visit at this stand.</summary>
    Stand,

    /// <summary>A face reader of the existing type (顔認証付きカードリーダー), which asks by itself.</summary>
    FaceReader,
}
