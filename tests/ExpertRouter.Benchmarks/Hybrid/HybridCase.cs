using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Hybrid;

namespace ExpertRouter.Benchmarks.Hybrid;

/// <summary>A query with what words and meaning found for it, before they are fused.</summary>
/// <param name="Words">By words, best first.</param>
/// <param name="BestPossible">Score of a document made of the query's words only.</param>
/// <param name="Meaning">By meaning, best first; the score is the cosine.</param>
/// <param name="Cosines">Cosine of every document in either list that has a vector.</param>
/// <param name="Relevant">The right experts.</param>
/// <param name="Fusion">The product's options for this collection.</param>
internal sealed record HybridCase(
    IReadOnlyList<Hit> Words, double BestPossible, IReadOnlyList<Hit> Meaning, IReadOnlyDictionary<long, float> Cosines, IReadOnlyList<long> Relevant,
    FusionOptions Fusion);
