namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// Documents held out to play the part of queries. With each goes every document of the same name stem, so that no
/// near-duplicate stays behind: a learner that finds the query's twin among the documents learns to trust the first hit,
/// which real queries do not offer. Deterministic by seed. Immutable.
/// </summary>
public sealed class PseudoQueries
{
    private const int SameBeginning = 120;
    private const int ShortestText = 80;
    private const int RemainingDocuments = 4;

    private PseudoQueries(IReadOnlyList<int> queries, IReadOnlyList<int> documents)
    {
        Queries = queries;
        Documents = documents;
    }

    /// <summary>Positions of held-out documents that serve as queries.</summary>
    public IReadOnlyList<int> Queries { get; }

    /// <summary>Positions of the documents that stay.</summary>
    public IReadOnlyList<int> Documents { get; }

    /// <summary>Holds out documents.</summary>
    /// <param name="collection">The set; its real queries are not looked at.</param>
    /// <param name="stems">At most so many stems, and at most a tenth of all stems.</param>
    /// <param name="seed">Decides which.</param>
    public static PseudoQueries Select(MaintainerCollection collection, int stems, int seed)
    {
        var stemOf = NameStems.Of(collection.Documents.Select(document => document.Id));
        var families = Enumerable.Range(0, collection.Documents.Count)
            .GroupBy(document => stemOf[collection.Documents[document].Id], StringComparer.Ordinal)
            .Where(family => family.Count() <= NameStems.LargestFamily)
            .OrderBy(family => family.Key, StringComparer.Ordinal)
            .Select(family => family.ToArray())
            .ToArray();
        var random = new Random(seed);
        random.Shuffle(families);
        var held = families.Take(Math.Min(stems, families.Length / 10)).ToArray();
        var heldDocuments = held.SelectMany(family => family).ToHashSet();
        int[] documents = [.. Enumerable.Range(0, collection.Documents.Count).Where(document => !heldDocuments.Contains(document))];

        var titles = collection.Documents.CountBy(document => document.Title).ToDictionary();
        var beginnings = collection.Documents.CountBy(Beginning).ToDictionary();
        var remaining = documents.SelectMany(document => collection.ExpertsOfDocument[document]).CountBy(expert => expert).ToDictionary();
        var queries = held
            .Select(family => family[random.Next(family.Length)])
            .Where(document =>
                titles[collection.Documents[document].Title] == 1 &&
                beginnings[Beginning(collection.Documents[document])] == 1 &&
                TextOf(collection.Documents[document]).Length >= ShortestText &&
                collection.ExpertsOfDocument[document].Any(expert => remaining.GetValueOrDefault(expert) >= RemainingDocuments));
        return new PseudoQueries([.. queries], documents);
    }

    /// <summary>A document's text in the form of a query.</summary>
    public static string TextOf(MaintainedDocument document) => $"{document.Title}. {document.Body}";

    private static string Beginning(MaintainedDocument document) =>
        document.Body.Length > SameBeginning ? document.Body[..SameBeginning] : document.Body;
}
