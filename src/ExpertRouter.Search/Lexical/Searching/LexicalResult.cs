using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>What a lexical search found. Immutable.</summary>
/// <param name="Retrieved">Hits, terms and trace.</param>
/// <param name="Corrections">Typed word → word searched for instead, for words that occur nowhere the viewer may look.</param>
/// <param name="BestPossible">The score of a document that would consist of the query's words and nothing else; 0 without words.</param>
public sealed record LexicalResult(Retrieved Retrieved, IReadOnlyDictionary<string, string> Corrections, double BestPossible);
