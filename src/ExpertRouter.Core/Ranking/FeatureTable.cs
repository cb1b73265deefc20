namespace ExpertRouter.Core.Ranking;

/// <summary>Collects named columns of one query's candidates into a <see cref="RankingGroup"/>. Not thread-safe.</summary>
/// <param name="candidates">Number of rows.</param>
public sealed class FeatureTable(int candidates)
{
    private readonly List<string> _names = [];
    private readonly List<double[]> _columns = [];

    /// <summary>Names in the order the columns were added.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Adds a column as it is.</summary>
    /// <exception cref="ArgumentException">The column has another number of rows, or the name is taken.</exception>
    public void Add(string name, double[] values)
    {
        if (values.Length != candidates)
            throw new ArgumentException($"feature '{name}' has {values.Length} values for {candidates} candidates", nameof(values));
        if (_names.Contains(name)) throw new ArgumentException($"feature '{name}' is there already", nameof(name));
        _names.Add(name);
        _columns.Add(values);
    }

    /// <summary>
    /// Adds ln(value / best value of the query + floor): scale-free, and a candidate without evidence is far below, not
    /// infinitely far. Negative values count as 0.
    /// </summary>
    public void AddLogShare(string name, double[] values, double floor)
    {
        var best = values.Length == 0 ? 0 : values.Max();
        Add(name, Array.ConvertAll(values, value => Math.Log((best > 0 ? Math.Max(0, value) / best : 0) + floor)));
    }

    /// <summary>The finished rows.</summary>
    /// <param name="relevant">Row numbers of the right candidates, ascending; empty while unknown.</param>
    public RankingGroup ToGroup(params int[] relevant)
    {
        var features = new float[candidates * _columns.Count];
        for (var column = 0; column < _columns.Count; column++)
            for (var candidate = 0; candidate < candidates; candidate++)
                features[(candidate * _columns.Count) + column] = (float)_columns[column][candidate];
        return new RankingGroup(features, candidates, relevant);
    }
}
