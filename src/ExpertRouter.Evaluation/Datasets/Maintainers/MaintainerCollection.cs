namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// A set of documents with their people and queries with relevant people. Experts are people with at least
/// <see cref="MinimumDocuments"/> documents, in ordinal order of their ids. Immutable.
/// </summary>
public sealed class MaintainerCollection
{
    /// <summary>Documents that make a person an expert of the protocol.</summary>
    public const int MinimumDocuments = 5;

    /// <summary>Builds a set from rows.</summary>
    /// <exception cref="InvalidDataException">An id occurs twice, or nobody has enough documents.</exception>
    public MaintainerCollection(IReadOnlyList<MaintainedDocument> documents, IReadOnlyList<MaintainerQuery> queries)
    {
        Documents = documents;
        Queries = queries;
        RequireUnique(documents.Select(document => document.Id), "document");
        RequireUnique(queries.Select(query => query.Id), "query");
        Experts = [.. documents
            .SelectMany(document => document.Experts.Distinct())
            .CountBy(expert => expert)
            .Where(count => count.Value >= MinimumDocuments)
            .Select(count => count.Key)
            .Order(StringComparer.Ordinal)];
        if (Experts.Count == 0)
            throw new InvalidDataException($"no person has {MinimumDocuments} documents, so there is nobody to rank");
        var numbers = Experts.Index().ToDictionary(expert => expert.Item, expert => expert.Index);
        ExpertsOfDocument = [.. documents.Select(document => Numbers(document.Experts, numbers))];
        RelevantOfQuery = [.. queries.Select(query => Numbers(query.Relevant, numbers))];
    }

    /// <summary>Documents in file order.</summary>
    public IReadOnlyList<MaintainedDocument> Documents { get; }

    /// <summary>Queries in file order.</summary>
    public IReadOnlyList<MaintainerQuery> Queries { get; }

    /// <summary>The people who are ranked, in ordinal order.</summary>
    public IReadOnlyList<string> Experts { get; }

    /// <summary>Per document the positions in <see cref="Experts"/>, ascending; people below the threshold are left out.</summary>
    public IReadOnlyList<int[]> ExpertsOfDocument { get; }

    /// <summary>Per query the positions of relevant experts, ascending.</summary>
    public IReadOnlyList<int[]> RelevantOfQuery { get; }

    /// <summary>Reads <c>documents.jsonl[.gz]</c> and <c>queries.jsonl[.gz]</c> of a folder.</summary>
    public static MaintainerCollection Load(string folder)
    {
        var documents = JsonLines.Find(folder, "documents.jsonl");
        var queries = JsonLines.Find(folder, "queries.jsonl");
        return new MaintainerCollection([.. JsonLines.Read<MaintainedDocument>(documents)], [.. JsonLines.Read<MaintainerQuery>(queries)]);
    }

    private static int[] Numbers(IEnumerable<string> ids, Dictionary<string, int> numbers) =>
        [.. ids.Where(numbers.ContainsKey).Select(id => numbers[id]).Distinct().Order()];

    private static void RequireUnique(IEnumerable<string> ids, string kind)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
            if (!seen.Add(id))
                throw new InvalidDataException($"{kind} id '{id}' occurs twice; ids must be unique");
    }
}
