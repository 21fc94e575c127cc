using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kiosk.Desk;
using Kiosk.Eligibility;

namespace Kiosk.Pi.Metrics;

/// <summary>The authority, with the time that each of its answers took.</summary>
internal sealed class MeasuredAuthority(IAuthority authority, Meter meter, TimeProvider time) : IAuthority
{
    private readonly Histogram<double> durations = meter.CreateHistogram(
        "kiosk.authority.duration", "s", "How long the authority took, by what was asked and what came of it", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20] });

    public Task<AuthorityStatus> CheckAsync(CancellationToken cancellation) =>
        MeasureAsync("status", () => authority.CheckAsync(cancellation), status => Code.Of(status.State));

    public Task<ChallengeResult> GetChallengeAsync(CancellationToken cancellation) =>
        MeasureAsync("challenge", () => authority.GetChallengeAsync(cancellation), result => result.Challenge is null ? WordOf(result.Instead) : "answered");

    public Task<AuthorityAnswer> ConfirmAsync(ConfirmationQuestion question, CancellationToken cancellation) =>
        MeasureAsync("confirmation", () => authority.ConfirmAsync(question, cancellation), WordOf);

    public Task<AuthorityAnswer?> FindAsync(Guid visitId, CancellationToken cancellation) =>
        MeasureAsync("earlier", () => authority.FindAsync(visitId, cancellation), WordOf);

    // A visit that ended meanwhile says nothing about the authority.
    private async Task<T> MeasureAsync<T>(string asked, Func<Task<T>> ask, Func<T, string> word)
    {
        var began = time.GetTimestamp();
        var answer = await ask();
        durations.Record(time.GetElapsedTime(began).TotalSeconds, new TagList { { "asked", asked }, { "answer", word(answer) } });
        return answer;
    }

    private static string WordOf(AuthorityAnswer? answer) => answer switch
    {
        null => "neverAsked",
        AuthorityAnswer.Answered => "answered",
        AuthorityAnswer.CardRefused => "cardRefused",
        AuthorityAnswer.StandRefused => "standRefused",
        AuthorityAnswer.ChallengeSpent => "challengeSpent",
        AuthorityAnswer.CouldNotAsk => "couldNotAsk",
        _ => throw new UnreachableException($"Nobody knows {answer}."),
    };
}
