using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Learning.Acceptance;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>
/// Fits probabilities to what came of the router's own askings: an expert who was asked and resolved the ticket is a success; who declined, was silent or
/// passed it on is a failure; who was asked beside somebody quicker says nothing. Fitted anew now and then as outcomes come in; null while there are too
/// few. Thread-safe.
/// </summary>
public sealed class OutcomeCalibration(PastAskings askings, TimeProvider time) : IDisposable
{
    private const int Latest = 5000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _fitting = new(1, 1);
    private (string Ranker, DateTimeOffset At, CalibrationState State)? _known;

    /// <summary>The calibration of a ranker as of some minutes ago at most.</summary>
    /// <param name="ranker">As the scorer names itself.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<CalibrationState> GetAsync(string ranker, CancellationToken cancellationToken)
    {
        if (Fresh(ranker) is { } state)
            return state;
        await _fitting.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(ranker) is { } meanwhile)
                return meanwhile;
            var fitted = Fit(ranker, await OutcomesAsync(ranker, cancellationToken));
            _known = (ranker, time.GetUtcNow(), fitted);
            return fitted;
        }
        finally
        {
            _fitting.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _fitting.Dispose();

    private CalibrationState? Fresh(string ranker) =>
        _known is { } known && known.Ranker == ranker && time.GetUtcNow() - known.At < LookEvery ? known.State : null;

    private CalibrationState Fit(string ranker, IReadOnlyList<PastOutcome> outcomes)
    {
        try
        {
            var artifact = new CalibrationTraining(Measure, time).Train(ranker, outcomes, CalibrationMethod.BySize);
            return new CalibrationState(outcomes.Count, artifact, artifact.ToCalibrator(), null);
        }
        catch (ArgumentException tooFew)
        {
            return new CalibrationState(outcomes.Count, null, null, tooFew.Message.Split(" (Parameter")[0]);
        }
    }

    private static Dictionary<string, double> Measure(IReadOnlyList<double> probabilities, IReadOnlyList<bool> outcomes) => new()
    {
        ["ECE"] = Calibration.ExpectedError(probabilities, outcomes), ["Brier"] = Calibration.Brier(probabilities, outcomes),
    };

    private async Task<IReadOnlyList<PastOutcome>> OutcomesAsync(string ranker, CancellationToken cancellationToken) =>
    [
        .. (await askings.ReadAsync(ranker, Latest, cancellationToken)).Select(asking => new PastOutcome(
            $"{asking.TicketId} {asking.ExpertId} {asking.At.UtcTicks}", asking.At,
            asking.Decision.Candidates.First(candidate => candidate.ExpertId == asking.ExpertId).Score, asking.Success)),
    ];
}
