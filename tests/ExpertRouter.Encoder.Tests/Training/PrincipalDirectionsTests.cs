using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class PrincipalDirectionsTests
{
    [Fact]
    public void Largest_AroundTheMean_GivesHandWorkedDirections()
    {
        var directions = Of([3, 3], [1, 1], [2.5f, 1.5f], [1.5f, 2.5f]);

        // mean (2, 2); along (1, 1)/√2 the distances are ±√2, 0, 0: mean square 1; across 0, 0, ±1/√2: .25
        Assert.Equal([2, 2], directions.Mean);
        var largest = directions.Largest(2, centred: true);
        Assert.Equal([1, .25], largest.Select(entry => entry.MeanSquare), Close);
        Assert.Equal(largest[0].Direction[0], largest[0].Direction[1], 1e-6);
        Assert.Equal(.5, largest[0].Direction[0] * largest[0].Direction[0], 1e-6);
        Assert.Equal(-largest[1].Direction[0], largest[1].Direction[1], 1e-6);
    }

    [Fact]
    public void Largest_AroundZero_CountsTheMeanAsWell()
    {
        var largest = Of([3, 3], [1, 1], [2.5f, 1.5f], [1.5f, 2.5f]).Largest(1, centred: false);

        // 1 + (2√2)²
        Assert.Equal(9, Assert.Single(largest).MeanSquare, 1e-6);
    }

    [Fact]
    public void Create_VectorsInAPlane_LosesNothingInTwoComponents()
    {
        float[][] vectors = [[1, 0, 0], [.6f, .8f, 0], [-.8f, .6f, 0], [.28f, .96f, 0]];

        var matrix = Compression.Create(3, 2, vectors.SelectMany(vector => vector).ToArray());

        Assert.Equal(6, matrix.Length);
        float[][] mapped = [.. vectors.Select(vector => new[] { 0, 1 }.Select(column => Enumerable.Range(0, 3).Sum(i => vector[i] * matrix[i * 2 + column])).ToArray())];
        for (var i = 0; i < vectors.Length; i++)
            for (var j = 0; j < vectors.Length; j++)
                Assert.Equal(Dot(vectors[i], vectors[j]), Dot(mapped[i], mapped[j]), 1e-5);
    }

    private static PrincipalDirections Of(params float[][] vectors)
    {
        var directions = new PrincipalDirections(vectors[0].Length);
        foreach (var vector in vectors)
            directions.Add(vector);
        return directions;
    }

    private static float Dot(float[] left, float[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static bool Close(double left, double right) => Math.Abs(left - right) < 1e-6;
}
