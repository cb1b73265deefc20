using System.Text.Json;

namespace ExpertRouter.Evaluation.Datasets.Dblp;

/// <summary>Papers with authors, citations and topics, and the experts of each topic. Immutable.</summary>
public sealed class DblpCollection
{
    /// <summary>Builds a set.</summary>
    /// <exception cref="InvalidDataException">An author or a label is unknown, or a document occurs twice.</exception>
    public DblpCollection(IReadOnlyList<LabelledDocument> documents, TopicExperts experts)
    {
        Documents = documents;
        Candidates = [.. experts.EvaluatedCandidates.Order()];
        var known = new HashSet<int>();
        foreach (var document in documents)
        {
            if (!known.Add(document.Doc)) throw new InvalidDataException($"document {document.Doc} occurs twice");
            if (document.Authors.FirstOrDefault(author => author < 0 || author >= experts.Candidates, -1) is var author && author >= 0)
                throw new InvalidDataException($"document {document.Doc}: author {author} is not below {experts.Candidates}");
            if (document.QueryLabels.FirstOrDefault(label => !experts.ExpertsByTopic.ContainsKey(label)) is { } label)
                throw new InvalidDataException($"document {document.Doc}: topic '{label}' has no list of experts");
        }

        People = experts.Candidates;
        Queries = [.. documents.Index().Where(document => document.Item.QueryLabels.Count > 0).Select(document => document.Index)];
        Relevant = Queries.ToDictionary(
            query => query,
            query => (IReadOnlyList<int>)[.. documents[query].QueryLabels.SelectMany(label => experts.ExpertsByTopic[label]).Distinct().Order()]);
        if (Relevant.FirstOrDefault(query => !query.Value.Any(Candidates.Contains) || Candidates.All(query.Value.Contains)) is { Value: not null } useless)
            throw new InvalidDataException(
                $"document {documents[useless.Key].Doc}: its topics have {useless.Value.Count} experts among {Candidates.Count} candidates; some must be relevant and some not");
        if (Queries.Count == 0) throw new InvalidDataException("no document has topics, so there is no query");
    }

    /// <summary>Documents in file order.</summary>
    public IReadOnlyList<LabelledDocument> Documents { get; }

    /// <summary>Number of people who wrote documents.</summary>
    public int People { get; }

    /// <summary>The people who are ranked, ascending.</summary>
    public IReadOnlyList<int> Candidates { get; }

    /// <summary>Positions of the documents that are queries.</summary>
    public IReadOnlyList<int> Queries { get; }

    /// <summary>Query to relevant people.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<int>> Relevant { get; }

    /// <summary>Reads <c>documents.jsonl[.gz]</c> and <c>experts.json</c> of a folder.</summary>
    public static DblpCollection Load(string folder)
    {
        var documents = JsonLines.Find(folder, "documents.jsonl");
        var experts = JsonLines.Find(folder, "experts.json");
        try
        {
            using var reader = JsonLines.Open(experts);
            return new DblpCollection(
                [.. JsonLines.Read<LabelledDocument>(documents)],
                JsonSerializer.Deserialize<TopicExperts>(reader.ReadToEnd(), JsonSerializerOptions.Web)
                    ?? throw new InvalidDataException($"{experts}: holds no object"));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{experts}: {exception.Message}", exception);
        }
    }
}
