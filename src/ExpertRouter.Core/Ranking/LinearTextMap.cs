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
    private const int BlockWidth = 16;
    private readonly float[][] _blocks;
    private readonly int[] _rowOfTerm;

    private LinearTextMap(float[][] blocks, int[] rowOfTerm, int people)
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

        var blocks = new float[(people + BlockWidth - 1) / BlockWidth][];
        Parallel.For(0, blocks.Length, block => blocks[block] = FitBlock(
            kept, rows, documentsOfPerson, block * BlockWidth, (float)penalty, iterations));
        return new LinearTextMap(blocks, rowOfTerm, people);
    }

    /// <summary>One value per person; about 1 for a text like theirs, about 0 otherwise.</summary>
    public double[] Score(TermVector query)
    {
        var scores = new double[People];
        var rows = ToRows(query, _rowOfTerm);
        Span<float> sums = stackalloc float[BlockWidth];
        for (var block = 0; block < _blocks.Length; block++)
        {
            sums.Clear();
            for (var i = 0; i < rows.Terms.Length; i++) AddScaled(Row(_blocks[block], rows.Terms[i]), rows.Values[i], sums);
            var first = block * BlockWidth;
            for (var i = 0; i < Math.Min(BlockWidth, People - first); i++) scores[first + i] = sums[i];
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

    private static float[] FitBlock(
        TermVector[] documents, int terms, List<int>[] documentsOfPerson, int first, float penalty, int iterations)
    {
        var weights = new float[terms * BlockWidth];
        var residual = new float[terms * BlockWidth];
        for (var column = 0; column < Math.Min(BlockWidth, documentsOfPerson.Length - first); column++)
            foreach (var document in documentsOfPerson[first + column])
                for (var i = 0; i < documents[document].Terms.Length; i++)
                    residual[(documents[document].Terms[i] * BlockWidth) + column] += documents[document].Values[i];

        var direction = (float[])residual.Clone();
        var product = new float[terms * BlockWidth];
        var norms = ColumnDots(residual, residual);
        Span<float> projected = stackalloc float[BlockWidth];
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            for (var slot = 0; slot < product.Length; slot++) product[slot] = penalty * direction[slot];
            foreach (var document in documents)
            {
                projected.Clear();
                for (var i = 0; i < document.Terms.Length; i++)
                    AddScaled(Row(direction, document.Terms[i]), document.Values[i], projected);
                for (var i = 0; i < document.Terms.Length; i++)
                    AddScaled(projected, document.Values[i], product.AsSpan(document.Terms[i] * BlockWidth, BlockWidth));
            }

            var curvature = ColumnDots(direction, product);
            var step = Ratios(norms, curvature);
            for (var slot = 0; slot < weights.Length; slot++)
            {
                weights[slot] += step[slot % BlockWidth] * direction[slot];
                residual[slot] -= step[slot % BlockWidth] * product[slot];
            }

            var next = ColumnDots(residual, residual);
            var turn = Ratios(next, norms);
            for (var slot = 0; slot < direction.Length; slot++)
                direction[slot] = residual[slot] + (turn[slot % BlockWidth] * direction[slot]);
            norms = next;
        }

        return weights;
    }

    private static ReadOnlySpan<float> Row(float[] block, int term) => block.AsSpan(term * BlockWidth, BlockWidth);

    private static void AddScaled(ReadOnlySpan<float> source, float scale, Span<float> target)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(source);
        var to = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < to.Length; i++) to[i] += from[i] * scale;
    }

    private static float[] Ratios(double[] numerators, double[] denominators) =>
        [.. numerators.Zip(denominators, (numerator, denominator) => denominator > 1e-20 ? (float)(numerator / denominator) : 0)];

    private static double[] ColumnDots(float[] left, float[] right)
    {
        var sums = new double[BlockWidth];
        for (var slot = 0; slot < left.Length; slot += BlockWidth)
            for (var column = 0; column < BlockWidth; column++)
                sums[column] += (double)left[slot + column] * right[slot + column];
        return sums;
    }
}
