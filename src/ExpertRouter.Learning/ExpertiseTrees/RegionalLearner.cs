namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// One <see cref="MetaCmab"/> per region: the oracle of the simulations, where the true regions are known; in service, one
/// per given group such as a product.
/// </summary>
/// <param name="experts">How many experts give advice.</param>
/// <param name="region">The region of a context.</param>
/// <param name="expectedReward">What an arm brings on average.</param>
public sealed class RegionalLearner(int experts, Func<double[], int> region, double expectedReward = .5) : IAdviceLearner
{
    private readonly Dictionary<int, MetaCmab> _models = [];

    /// <inheritdoc/>
    public string Name => "Oracle";

    /// <inheritdoc/>
    public ArmChoice Choose(AdviceRound round, ulong draw) => Model(round.Context).Choose(round, draw);

    /// <inheritdoc/>
    public void Learn(AdviceSample sample) => Model(sample.Round.Context).Learn(sample);

    private MetaCmab Model(double[] context)
    {
        var key = region(context);
        if (!_models.TryGetValue(key, out var model))
            _models.Add(key, model = new MetaCmab(experts, expectedReward));
        return model;
    }
}
