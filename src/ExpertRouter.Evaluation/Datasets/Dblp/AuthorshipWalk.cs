namespace ExpertRouter.Evaluation.Datasets.Dblp;

/// <summary>
/// Random walk with restart on the graph of documents and their authors: from a document to one of its authors, from a
/// person to one of their documents, and with probability <see cref="Restart"/> back to a document drawn by its
/// similarity with the query. Somebody is found who wrote with the right people about neighbouring things
/// (Serdyukov, Rode and Hiemstra, Modeling multi-step relevance propagation for expert finding, CIKM 2008). Immutable.
/// </summary>
public sealed class AuthorshipWalk
{
    private readonly IReadOnlyList<IReadOnlyList<int>> _authors;
    private readonly double[] _documentsOfPerson;

    /// <summary>Builds the graph.</summary>
    /// <param name="authors">Per document its authors.</param>
    /// <param name="people">Number of people.</param>
    public AuthorshipWalk(IReadOnlyList<IReadOnlyList<int>> authors, int people)
    {
        _authors = authors;
        _documentsOfPerson = new double[people];
        foreach (var document in authors)
            foreach (var author in document)
                _documentsOfPerson[author]++;
    }

    /// <summary>Probability to start again, as usual in the literature.</summary>
    public double Restart { get; init; } = .5;

    /// <summary>Round trips; the walk has settled to two digits after five.</summary>
    public int Steps { get; init; } = 5;

    /// <summary>Probability per person.</summary>
    /// <param name="similarities">Per document the similarity with the query, at least 0.</param>
    public double[] Score(IReadOnlyList<double> similarities)
    {
        var people = new double[_documentsOfPerson.Length];
        var total = similarities.Sum();
        if (total <= 0) return people;
        double[] start = [.. similarities.Select(similarity => similarity / total)];
        var documents = start;
        for (var step = 0; step < Steps; step++)
        {
            Array.Clear(people);
            for (var document = 0; document < documents.Length; document++)
                foreach (var author in _authors[document])
                    people[author] += documents[document] / _authors[document].Count;

            var next = new double[documents.Length];
            for (var document = 0; document < next.Length; document++)
            {
                var arrived = 0.0;
                foreach (var author in _authors[document]) arrived += people[author] / _documentsOfPerson[author];
                next[document] = (Restart * start[document]) + ((1 - Restart) * arrived);
            }

            documents = next;
        }

        return people;
    }
}
