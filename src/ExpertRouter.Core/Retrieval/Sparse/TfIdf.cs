namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>TF-IDF weights of word counts. Immutable.</summary>
public sealed record TfIdf
{
    /// <summary>Frequency counts as 1 + ln tf instead of tf.</summary>
    public bool Sublinear { get; init; } = true;

    /// <summary>Vectors get length 1, so that inner products are cosines.</summary>
    public bool Normalise { get; init; } = true;

    /// <summary>idf = ln((1 + N) / (1 + df)) + 1 instead of ln(N / df).</summary>
    public bool Smooth { get; init; }

    /// <summary>Terms in fewer documents are dropped.</summary>
    public int MinimumDocuments { get; init; } = 1;

    /// <summary>Terms in a larger share of the documents are dropped.</summary>
    public double MaximumShare { get; init; } = 1;

    /// <summary>The weighted form of a document or a query.</summary>
    public TermVector Weigh(TermVector counts, TermStatistics statistics)
    {
        var terms = new int[counts.Terms.Length];
        var weights = new float[counts.Terms.Length];
        var kept = 0;
        var squares = 0.0;
        for (var i = 0; i < counts.Terms.Length; i++)
        {
            var frequency = statistics.DocumentFrequency(counts.Terms[i]);
            if (frequency < Math.Max(1, MinimumDocuments) || frequency > MaximumShare * statistics.Documents) continue;
            var idf = Smooth
                ? Math.Log((1.0 + statistics.Documents) / (1 + frequency)) + 1
                : Math.Log((double)statistics.Documents / frequency);
            var weight = (Sublinear ? 1 + Math.Log(counts.Values[i]) : counts.Values[i]) * idf;
            if (weight == 0) continue;
            terms[kept] = counts.Terms[i];
            weights[kept++] = (float)weight;
            squares += weight * weight;
        }

        Array.Resize(ref terms, kept);
        Array.Resize(ref weights, kept);
        if (Normalise && squares > 0)
        {
            var scale = (float)(1 / Math.Sqrt(squares));
            for (var i = 0; i < kept; i++) weights[i] *= scale;
        }

        return new TermVector(terms, weights);
    }
}
