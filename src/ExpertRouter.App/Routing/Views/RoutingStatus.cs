using System.Globalization;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Views;

/// <summary>How routing decides at present and how fair and how right that is, in sentences for dispatchers. Thread-safe.</summary>
public sealed class RoutingStatus(IRoutingPolicy policy, TreeStatus trees, LoadSpreadReader loads, OutcomeCalibration calibration)
{
    /// <summary>Policy, expertise tree, load, calibration: a sentence or two each.</summary>
    public async Task<IReadOnlyList<string>> DescribeAsync(CancellationToken cancellationToken) =>
    [
        $"Policy: {policy.Version}",
        await trees.DescribeAsync(cancellationToken),
        LoadOf(await loads.ReadAsync(cancellationToken)),
        .. CalibrationOf(await calibration.GetAsync(FinderScorer.Name, cancellationToken)),
    ];

    private static string LoadOf(LoadSpread? spread) => spread is null
        ? "Load: nobody was asked within a year."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Load: asked {spread.Askings} times in {LoadSpreadReader.Days} days, {spread.People} people asked within a year, Gini {spread.Gini:0.000} (0: all alike).");

    private static IEnumerable<string> CalibrationOf(CalibrationState state)
    {
        if (state.Artifact is not { } artifact)
            return [$"Probabilities are not calibrated: {state.Problem}."];
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"Probabilities are calibrated ({(artifact.Platt is null ? "isotonic" : "Platt")}) on {artifact.Outcomes} outcomes until {artifact.TrainedUntil:yyyy-MM-dd}, {artifact.Successes} of them successes."),
            string.Create(
                CultureInfo.InvariantCulture,
                $"On {artifact.HeldOut} later outcomes: ECE {artifact.Metrics["ECE"]:0.000}, Brier {artifact.Metrics["Brier"]:0.000}."),
        ];
    }
}
