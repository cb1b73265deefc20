using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>An analysed query. Immutable.</summary>
/// <param name="Words">What a person typed, one per slot, corrected where nothing was found.</param>
/// <param name="Terms">The words with collection statistics, one per slot.</param>
/// <param name="Scoring">The posting lists.</param>
/// <param name="Corrections">Typed word → word searched for instead.</param>
internal sealed record QueryPlan(
    IReadOnlyList<QueryWord> Words,
    IReadOnlyList<QueryTerm> Terms,
    IReadOnlyList<ScoringTerm> Scoring,
    IReadOnlyDictionary<string, string> Corrections)
{
    /// <summary>BM25's limit for endless repetition of every word: per word its heaviest stem and its unstemmed form, synonyms left out.</summary>
    public double BestPossible => (PostingCursor.K1 + 1) * Scoring
        .Where(term => term.Counts || !term.IsStem)
        .GroupBy(term => (term.Slot, term.IsStem))
        .Sum(forms => (double)forms.Max(form => form.Weight));
}
