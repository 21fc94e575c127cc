namespace Kiosk.Vault.Audit;

/// <summary>What a walk along the trail found: neighbours in one, and no more than anyone would read.</summary>
internal sealed class TrailFindings
{
    private const int Most = 1000;

    private readonly List<TrailFinding> all = [];
    private bool overflown;

    public IReadOnlyList<TrailFinding> All => all;

    public long Count { get; private set; }

    public void Add(TrailFinding finding)
    {
        if (!overflown && all.Count > 0 && all[^1] is var last && last.Fault == finding.Fault && last.To == finding.From - 1)
        {
            all[^1] = last with { To = finding.To, Before = finding.Before };
            return;
        }

        Count++;
        overflown = all.Count == Most;
        if (!overflown)
        {
            all.Add(finding);
        }
    }
}
