namespace ExpertRouter.Learning.Ranking;

/// <summary>How boosted trees are grown. The defaults suit a few thousand past queries; with fewer, prefer the mixture.</summary>
public sealed record LambdaMartOptions
{
    /// <summary>Number of trees.</summary>
    public int Rounds { get; init; } = 150;

    /// <summary>Leaves per tree.</summary>
    public int Leaves { get; init; } = 8;

    /// <summary>Share of each tree that counts.</summary>
    public double LearningRate { get; init; } = .06;

    /// <summary>Fewest rows per leaf.</summary>
    public int MinimumRowsPerLeaf { get; init; } = 100;

    /// <summary>Squared penalty on leaf values.</summary>
    public double Penalty { get; init; } = 5;

    /// <summary>Seed of sampling.</summary>
    public int Seed { get; init; } = 1;
}
