using ExpertRouter.Core.Tickets;
using ExpertRouter.Learning.Acceptance;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>The finder's scores with probabilities that past outcomes bear out; the finder's own shares, called uncalibrated, while there are too few. Thread-safe.</summary>
public sealed class CalibratedScorer(FinderScorer scorer, OutcomeCalibration calibration) : ITicketScorer
{
    /// <inheritdoc/>
    public async Task<ScoredExperts> ScoreAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var scored = await scorer.ScoreAsync(ticket, cancellationToken);
        var state = await calibration.GetAsync(FinderScorer.Name, cancellationToken);
        if (state is not { Calibrator: { } calibrator, Artifact: { } artifact })
            return scored;
        var probabilities = CandidateProbabilities.Of([.. scored.Experts.Select(expert => expert.Score)], calibrator);
        return scored with
        {
            Experts = [.. scored.Experts.Zip(probabilities, (expert, probability) => expert with { Probability = probability })],
            ModelVersion = $"{scored.ModelVersion}>>{(artifact.Platt is null ? "isotonic" : "platt")}(n={artifact.Outcomes},{artifact.DataHash[..8]})",
            IsCalibrated = true,
        };
    }
}
