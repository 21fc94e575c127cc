using Kiosk.Cards;

namespace Kiosk.Card.Pcsc;

/// <summary>What a failed call means to a visit.</summary>
internal static class LinkTrouble
{
    public static CardTrouble Of(uint code) => code switch
    {
        // The card was pulled; which of these is seen depends on how far the service's own poll has come.
        PcscCode.NotTransacted or PcscCode.RemovedCard or PcscCode.NoSmartcard or PcscCode.ResetCard or PcscCode.UnpoweredCard => CardTrouble.Removed,
        PcscCode.ReaderUnavailable or PcscCode.UnknownReader or PcscCode.NoReadersAvailable => CardTrouble.ReaderLost,
        PcscCode.SharingViolation => CardTrouble.ReaderInUse,
        _ when PcscCode.IsServiceGone(code) => CardTrouble.ReaderLost,
        _ => CardTrouble.Unreadable,
    };
}
