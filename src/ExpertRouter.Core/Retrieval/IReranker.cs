namespace ExpertRouter.Core.Retrieval;

/// <summary>A stage that gives retrieved documents new scores. Thread-safe.</summary>
public interface IReranker
{
    /// <summary>Name, stable, used in composed names and traces.</summary>
    string Name { get; }

    /// <summary>New scores, one per hit in the order given; larger is better.</summary>
    Task<IReadOnlyList<double>> ScoreAsync(Query query, Retrieved retrieved, CancellationToken cancellationToken);
}
