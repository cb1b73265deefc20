using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Searching;

namespace ExpertRouter.App.Finding;

/// <summary>A ranking before it is put into words. Immutable.</summary>
/// <param name="Scores">Experts, best first.</param>
/// <param name="Retrieved">The documents behind it, with canonical experts that may be ranked.</param>
/// <param name="Corrections">Typed word → word searched for instead.</param>
/// <param name="Expansions">Words that were searched for beside the typed ones.</param>
/// <param name="Kinds">Experts by kind, before a filter on the kind.</param>
/// <param name="Trace">One entry per stage.</param>
/// <param name="Pipeline">Name of the pipeline that ran.</param>
/// <param name="Learned">Why the ranker puts them so; null when none had a say.</param>
public sealed record RankedExperts(
    IReadOnlyList<ExpertScore> Scores,
    Retrieved Retrieved,
    IReadOnlyDictionary<string, string> Corrections,
    IReadOnlyList<Expansion> Expansions,
    IReadOnlyDictionary<ExpertKind, int> Kinds,
    IReadOnlyList<StageTrace> Trace,
    string Pipeline,
    FeatureContributions? Learned);
