namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>Document frequencies and lengths of a fixed collection. Immutable.</summary>
public sealed class TermStatistics
{
    private readonly int[] _documentFrequencies;

    /// <summary>Counts a collection.</summary>
    /// <param name="documents">Word counts per document.</param>
    /// <param name="terms">Size of the vocabulary; ids are below it.</param>
    public TermStatistics(IReadOnlyList<TermVector> documents, int terms)
    {
        _documentFrequencies = new int[terms];
        var tokens = 0.0;
        foreach (var document in documents)
        {
            foreach (var term in document.Terms) _documentFrequencies[term]++;
            tokens += document.Sum();
        }

        Documents = documents.Count;
        AverageLength = documents.Count == 0 ? 0 : tokens / documents.Count;
    }

    /// <summary>Number of documents.</summary>
    public int Documents { get; }

    /// <summary>Mean tokens per document.</summary>
    public double AverageLength { get; }

    /// <summary>Size of the vocabulary.</summary>
    public int Terms => _documentFrequencies.Length;

    /// <summary>In how many documents a term stands; 0 for ids learned later.</summary>
    public int DocumentFrequency(int term) => term < _documentFrequencies.Length ? _documentFrequencies[term] : 0;
}
