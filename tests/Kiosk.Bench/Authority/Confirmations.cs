using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Bench.People;

namespace Kiosk.Bench.Authority;

/// <summary>Questions about visits.</summary>
internal sealed class Confirmations(CardJudge judge, ChallengeList challenges, Behaviour behaviour, TimeProvider time)
{
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan InProcess = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    public VisitList Visits { get; } = new();

    public async Task<Answer> AskAsync(Device device, byte[] raw, Body body)
    {
        var question = Question.Parse(body, device);
        if (question.Proof is null && !(device.Visual && behaviour.Visual))
        {
            throw new RefusedException(403, "visual-not-granted", "この端末では目視確認を利用できません。");
        }

        return Ready(await Visits.DecideAsync(question.VisitId, device.Id, raw, () => DecideAsync(device, question)));
    }

    public async Task<Answer> PollAsync(Device device, string visit)
    {
        var decision = Guid.TryParseExact(visit, "D", out var visitId) ? await Visits.FindAsync(visitId, device.Id) : null;
        return decision is null ? Answer.Problem(404, "visit-unknown", "この受付はありません。") : Ready(decision);
    }

    /// <summary>The answer as it is now: 202 until it is ready.</summary>
    public Answer Ready(Decision decision)
    {
        var now = time.GetUtcNow();
        return now < decision.ReadyAt
            ? Answer.Xml(202, ResultWriter.Write(decision, "2", now), retryAfter: 1)
            : Answer.Xml(200, ResultWriter.Write(decision, "1", now));
    }

    private async Task<Decision> DecideAsync(Device device, Question question)
    {
        var challenge = question.Proof is { } proof
            ? challenges.Spend(proof.ChallengeId, device.Id) ?? throw new RefusedException(409, "challenge-spent", "チャレンジが使用済みか期限切れです。")
            : null;
        if (behaviour.State == "maintenance")
        {
            throw new RefusedException(503, "unavailable", "計画メンテナンス中です。", retryAfter: 60);
        }

        using var certificate = judge.Certificate(question.Certificate);
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        var answer = ResultWriter.AnswerOf(name);
        if (answer == AnswerKind.Revoked)
        {
            throw new RefusedException(422, "certificate-revoked", "電子証明書は失効しています。");
        }

        if (challenge is not null)
        {
            CardJudge.Signature(certificate, question.Proof!.Signature, challenge, question.VisitId, device.FacilityCode);
        }

        if (behaviour.State == "partial" && !known.ContainsKey(certificate.Thumbprint))
        {
            throw new RefusedException(503, "unavailable", "初めての電子証明書は、いま照会できません。", retryAfter: 60);
        }

        known[certificate.Thumbprint] = true;
        if (answer == AnswerKind.Slow)
        {
            await Task.Delay(SlowAnswer, time);
        }

        var readyAt = time.GetUtcNow() + (answer == AnswerKind.InProcess ? InProcess : TimeSpan.Zero);
        return new Decision(question.VisitId, device.FacilityCode, question.Date, name, readyAt);
    }
}

/// <summary>A question, taken strictly.</summary>
internal sealed record Question(Guid VisitId, DateOnly Date, byte[] Certificate, Proof? Proof)
{
    public static Question Parse(Body body, Device device)
    {
        var (visitId, date, certificate) = (body.Uuid7("visitId"), body.Date("qualificationDate"), body.Bytes("certificate"));
        if (body.Text("facilityCode") != device.FacilityCode)
        {
            throw RefusedException.Malformed("'facilityCode' is not this device's.");
        }

        switch (body.Text("method"))
        {
            case "pin":
                body.MustNotHave("visual");
                var proof = body.Member("proof");
                return proof.Text("algorithm") == CardJudge.AlgorithmFor(certificate)
                    ? new Question(visitId, date, certificate, new Proof(proof.Text("challengeId"), proof.Bytes("signature")))
                    : throw RefusedException.Malformed("'algorithm' must be RS256 or ES384, as the certificate's key is.");
            case "visual":
                body.MustNotHave("proof");
                var visual = body.Member("visual");
                _ = (visual.Text("staff"), visual.Moment("confirmedAt"));
                return new Question(visitId, date, certificate, Proof: null);
            default:
                throw RefusedException.Malformed("'method' must be pin or visual.");
        }
    }
}

/// <summary>What the card signed.</summary>
internal sealed record Proof(string ChallengeId, byte[] Signature);
