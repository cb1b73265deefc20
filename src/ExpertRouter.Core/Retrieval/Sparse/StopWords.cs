using System.Collections.Frozen;

namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>Lists of English words without topic.</summary>
public static class StopWords
{
    /// <summary>The 33 words that Lucene's standard analyser drops.</summary>
    public static FrozenSet<string> Minimal { get; } = Parse(
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with");

    /// <summary>Articles, pronouns, prepositions, auxiliaries and conjunctions of English.</summary>
    public static FrozenSet<string> English { get; } = Parse(
        """
        a about above after again against all almost also although always am among an and another any anyone anything are
        around as at be became because been before being below between both but by can cannot could did do does doing done
        down during each either else ever every few for from further get had has have having he hence her here hers herself
        him himself his how however i if in indeed instead into is it its itself just least less made many may me might mine
        more most much must my myself neither never no nobody none nor not nothing now of off often on once one only onto or
        other others our ours ourselves out over own per perhaps please rather same see seem seems several she should since
        so some something such than that the their theirs them themselves then there therefore these they this those though
        through thus to together too toward towards under until up upon us very via was we well were what whatever when
        where whether which while who whole whom whose why will with within without would yet you your yours yourself
        """);

    private static FrozenSet<string> Parse(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
