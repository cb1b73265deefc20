namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>A sparse vector over term ids: counts of a text, or weights made from them. Immutable.</summary>
/// <param name="Terms">Distinct term ids, ascending.</param>
/// <param name="Values">One value per term.</param>
public sealed record TermVector(int[] Terms, float[] Values)
{
    /// <summary>The vector of no terms.</summary>
    public static TermVector Empty { get; } = new([], []);

    /// <summary>Sum of values; for counts, the number of tokens.</summary>
    public double Sum()
    {
        var sum = 0.0;
        foreach (var value in Values) sum += value;
        return sum;
    }

    /// <summary>Inner product.</summary>
    public double Dot(TermVector other)
    {
        var sum = 0.0;
        for (int i = 0, j = 0; i < Terms.Length && j < other.Terms.Length;)
        {
            if (Terms[i] == other.Terms[j]) sum += (double)Values[i++] * other.Values[j++];
            else if (Terms[i] < other.Terms[j]) i++;
            else j++;
        }

        return sum;
    }

    /// <summary>Every value set to 1: a query whose repeated terms count once.</summary>
    public TermVector Binary()
    {
        var ones = new float[Values.Length];
        Array.Fill(ones, 1f);
        return new TermVector(Terms, ones);
    }

    /// <summary>The same direction with length 1; the empty vector stays.</summary>
    public TermVector Normalised()
    {
        var length = Math.Sqrt(Dot(this));
        return length > 0 ? this with { Values = Array.ConvertAll(Values, value => (float)(value / length)) } : this;
    }

    /// <summary>Sum of several vectors, such as the profile of a person out of their documents.</summary>
    public static TermVector Add(IEnumerable<TermVector> vectors)
    {
        var sums = new SortedDictionary<int, float>();
        foreach (var vector in vectors)
            for (var i = 0; i < vector.Terms.Length; i++)
                sums[vector.Terms[i]] = sums.GetValueOrDefault(vector.Terms[i]) + vector.Values[i];
        return new TermVector([.. sums.Keys], [.. sums.Values]);
    }
}
