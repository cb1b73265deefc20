using System.Numerics;
using System.Runtime.InteropServices;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Core.Ranking;

/// <summary>
/// A linear map from weighted words to people: ridge regression of "is one of the document's people" (0 or 1) on the
/// document's words, all people at once, solved by conjugate gradients. Knows words that speak for a person even where
/// no single document of theirs resembles the query. Immutable and thread-safe.
/// </summary>
public sealed class LinearTextMap
{
    // People are fitted side by side, two vector registers wide; a person's result does not depend on the neighbours.
    private static readonly int BlockWidth = 2 * Vector<float>.Count;
    private readonly Vector<float>[][] _blocks;
    private readonly int[] _rowOfTerm;

    private LinearTextMap(Vector<float>[][] blocks, int[] rowOfTerm, int people)
    {
        _blocks = blocks;
        _rowOfTerm = rowOfTerm;
        People = people;
    }

    /// <summary>Number of people.</summary>
    public int People { get; }

    /// <summary>Fits the map: (XᵀX + λI) W = XᵀY.</summary>
    /// <param name="documents">Weighted words per document, unit length.</param>
    /// <param name="terms">Size of the vocabulary.</param>
    /// <param name="peopleOfDocument">Per document the numbers of its people.</param>
    /// <param name="people">Number of people.</param>
    /// <param name="penalty">λ.</param>
    /// <param name="iterations">Conjugate-gradient steps; few steps regularise as well.</param>
    /// <param name="minimumDocuments">Words in fewer documents get no weight: saves memory, loses next to nothing.</param>
    public static LinearTextMap Fit(
        IReadOnlyList<TermVector> documents,
        int terms,
        IReadOnlyList<int[]> peopleOfDocument,
        int people,
        double penalty = 1,
        int iterations = 15,
        int minimumDocuments = 1)
    {
        var (rowOfTerm, rows) = NumberRows(documents, terms, minimumDocuments);
        TermVector[] kept = [.. documents.Select(document => ToRows(document, rowOfTerm))];
        var documentsOfPerson = new List<int>[people];
        for (var person = 0; person < people; person++) documentsOfPerson[person] = [];
        for (var document = 0; document < peopleOfDocument.Count; document++)
            foreach (var person in peopleOfDocument[document])
                documentsOfPerson[person].Add(document);

        var blocks = new Vector<float>[(people + BlockWidth - 1) / BlockWidth][];
        Parallel.For(0, blocks.Length, block => blocks[block] = FitBlock(
            kept, rows, documentsOfPerson, block * BlockWidth, (float)penalty, iterations));
        return new LinearTextMap(blocks, rowOfTerm, people);
    }

    /// <summary>One value per person; about 1 for a text like theirs, about 0 otherwise.</summary>
    public double[] Score(TermVector query)
    {
        var scores = new double[People];
        var rows = ToRows(query, _rowOfTerm);
        for (var block = 0; block < _blocks.Length; block++)
        {
            var (low, high) = Project(rows, _blocks[block]);
            var first = block * BlockWidth;
            for (var i = 0; i < Math.Min(BlockWidth, People - first); i++)
                scores[first + i] = i < Vector<float>.Count ? low[i] : high[i - Vector<float>.Count];
        }

        return scores;
    }

    private static (int[] RowOfTerm, int Rows) NumberRows(IReadOnlyList<TermVector> documents, int terms, int minimumDocuments)
    {
        var statistics = new TermStatistics(documents, terms);
        var rowOfTerm = new int[terms];
        var rows = 0;
        for (var term = 0; term < terms; term++)
            rowOfTerm[term] = statistics.DocumentFrequency(term) >= Math.Max(1, minimumDocuments) ? rows++ : -1;
        return (rowOfTerm, rows);
    }

    private static TermVector ToRows(TermVector text, int[] rowOfTerm)
    {
        int[] kept = [.. Enumerable.Range(0, text.Terms.Length).Where(i => text.Terms[i] < rowOfTerm.Length && rowOfTerm[text.Terms[i]] >= 0)];
        return new TermVector(Array.ConvertAll(kept, i => rowOfTerm[text.Terms[i]]), Array.ConvertAll(kept, i => text.Values[i]));
    }

    private static Vector<float>[] FitBlock(
        TermVector[] documents, int terms, List<int>[] documentsOfPerson, int first, float penalty, int iterations)
    {
        var weights = new Vector<float>[2 * terms];
        var residual = new Vector<float>[2 * terms];
        var residualValues = MemoryMarshal.Cast<Vector<float>, float>(residual.AsSpan());
        for (var column = 0; column < Math.Min(BlockWidth, documentsOfPerson.Length - first); column++)
            foreach (var document in documentsOfPerson[first + column])
                for (var i = 0; i < documents[document].Terms.Length; i++)
                    residualValues[(documents[document].Terms[i] * BlockWidth) + column] += documents[document].Values[i];

        var direction = (Vector<float>[])residual.Clone();
        var product = new Vector<float>[2 * terms];
        var norms = ColumnDots(residual, residual);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            for (var slot = 0; slot < product.Length; slot++) product[slot] = penalty * direction[slot];
            foreach (var document in documents)
            {
                var (low, high) = Project(document, direction);
                for (var i = 0; i < document.Terms.Length; i++)
                {
                    var slot = 2 * document.Terms[i];
                    product[slot] += low * document.Values[i];
                    product[slot + 1] += high * document.Values[i];
                }
            }

            var (stepLow, stepHigh) = Ratios(norms, ColumnDots(direction, product));
            for (var slot = 0; slot < weights.Length; slot++)
            {
                var step = slot % 2 == 0 ? stepLow : stepHigh;
                weights[slot] += step * direction[slot];
                residual[slot] -= step * product[slot];
            }

            var next = ColumnDots(residual, residual);
            var (turnLow, turnHigh) = Ratios(next, norms);
            for (var slot = 0; slot < direction.Length; slot++)
                direction[slot] = residual[slot] + ((slot % 2 == 0 ? turnLow : turnHigh) * direction[slot]);
            norms = next;
        }

        return weights;
    }

    /// <summary>A text times a block: one value per column.</summary>
    private static (Vector<float> Low, Vector<float> High) Project(TermVector text, Vector<float>[] block)
    {
        var low = Vector<float>.Zero;
        var high = Vector<float>.Zero;
        for (var i = 0; i < text.Terms.Length; i++)
        {
            var slot = 2 * text.Terms[i];
            low += block[slot] * text.Values[i];
            high += block[slot + 1] * text.Values[i];
        }

        return (low, high);
    }

    private static (Vector<float> Low, Vector<float> High) Ratios(double[] numerators, double[] denominators)
    {
        float[] ratios = [.. numerators.Zip(
            denominators, (numerator, denominator) => denominator > 1e-20 ? (float)(numerator / denominator) : 0)];
        return (new Vector<float>(ratios), new Vector<float>(ratios, Vector<float>.Count));
    }

    private static double[] ColumnDots(Vector<float>[] left, Vector<float>[] right)
    {
        var leftValues = MemoryMarshal.Cast<Vector<float>, float>(left.AsSpan());
        var rightValues = MemoryMarshal.Cast<Vector<float>, float>(right.AsSpan());
        var sums = new double[BlockWidth];
        for (var slot = 0; slot < leftValues.Length; slot += sums.Length)
            for (var column = 0; column < sums.Length; column++)
                sums[column] += (double)leftValues[slot + column] * rightValues[slot + column];
        return sums;
    }
}
