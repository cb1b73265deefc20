namespace ExpertRouter.Core.Ranking;

/// <summary>
/// A <see cref="ListwiseMixture"/> that is refitted as outcomes become known, for replays and for small installations:
/// the pull towards the prior fades as 1/n with the number of past queries, as a prior does. Deterministic; not
/// thread-safe.
/// </summary>
/// <param name="featureNames">One name per column.</param>
/// <param name="strength">How many past queries with a right candidate the prior weighs, in units of a squared penalty of 1 per query.</param>
/// <param name="refitAfter">Refits when so many new outcomes became known, and at least a twentieth more than at the last fit.</param>
/// <param name="window">Only so many of the latest outcomes are learned from.</param>
/// <param name="prior">Weights of standardised features before anything is known; null means 0.</param>
public sealed class RollingMixture(
    IReadOnlyList<string> featureNames,
    double strength,
    int refitAfter,
    int window = int.MaxValue,
    IReadOnlyList<double>? prior = null)
{
    private ListwiseMixture? _mixture;
    private int _fittedTo;

    /// <summary>Scores a query after learning from what is known by now.</summary>
    /// <param name="group">The query.</param>
    /// <param name="knownOutcomes">How many earlier queries have an outcome by now; never falls.</param>
    /// <param name="known">Gives them, oldest first; only called when it is time to refit.</param>
    /// <returns>One score per candidate; all 0 while nothing is known.</returns>
    public double[] Score(RankingGroup group, int knownOutcomes, Func<IReadOnlyList<RankingGroup>> known)
    {
        var due = knownOutcomes > 0 && (_mixture is null || knownOutcomes - _fittedTo >= Math.Max(refitAfter, _fittedTo / 20));
        if (due)
        {
            RankingGroup[] latest = [.. known().TakeLast(window).Where(past => past.Relevant.Length > 0)];
            if (latest.Length > 0)
                _mixture = new ListwiseMixtureTrainer(strength / latest.Length, prior).Fit(featureNames, latest);
            _fittedTo = knownOutcomes;
        }

        return _mixture?.Score(group) ?? new double[group.Candidates];
    }
}
