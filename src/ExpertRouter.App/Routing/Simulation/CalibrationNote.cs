using System.Globalization;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>How well the probabilities of a simulation hold once 1,000 outcomes were known. Immutable.</summary>
/// <param name="Error">ECE of the likeliest candidate over the tickets measured.</param>
/// <param name="ErrorOfAll">ECE over all their candidates.</param>
/// <param name="Note">What puts the first in proportion.</param>
internal sealed record CalibrationNote(double Error, double ErrorOfAll, string Note)
{
    private const int Known = 1000;
    private const int Draws = 200;

    /// <summary>Null where no ticket of the test period had 1,000 outcomes before it.</summary>
    public static CalibrationNote? Of(SimulationRun run)
    {
        SimulatedTicket[] tests = [.. run.Tests.Where(Counts)];
        if (tests.Length == 0) return null;
        double[] certainties = [.. tests.Select(ticket => ticket.Likeliest)];
        var error = Calibration.ExpectedError(certainties, [.. tests.Select(IsRight)]);
        var pairs = tests.SelectMany(ticket => ticket.Decision.Candidates.Select(candidate => (candidate.Probability, Right: candidate.ExpertId == ticket.Expert))).ToList();
        var all = Calibration.ExpectedError([.. pairs.Select(pair => Math.Min(1, pair.Probability))], [.. pairs.Select(pair => pair.Right)]);
        SimulatedTicket[] longer = [.. run.Tickets.Where(ticket => ticket.Expert is not null && Counts(ticket))];
        var since = Calibration.ExpectedError([.. longer.Select(ticket => ticket.Likeliest)], [.. longer.Select(IsRight)]);
        var random = new Random(1);
        var floor = Enumerable.Range(0, Draws).Average(_ => Calibration.ExpectedError(certainties, [.. certainties.Select(certainty => random.NextDouble() < certainty)]));
        return new CalibrationNote(error, all, string.Create(
            CultureInfo.InvariantCulture,
            $"ECE of the likeliest over {tests.Length} test issues, 10 bins; probabilities that are exactly right would show {floor:0.000} on so few; over all {longer.Length} issues since {Known} outcomes it is {since:0.000}"));
    }

    private static bool Counts(SimulatedTicket ticket) => ticket.KnownOutcomes >= Known && ticket.Decision.Candidates.Count > 0;

    private static bool IsRight(SimulatedTicket ticket) => ticket.Decision.Candidates[0].ExpertId == ticket.Expert;
}
