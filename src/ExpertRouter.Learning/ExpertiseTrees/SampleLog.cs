namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>The samples a tree learned from, in the order in which their outcomes came, with their centred advice.</summary>
internal sealed class SampleLog(double expectedReward)
{
    private readonly List<AdviceSample> _samples = [];
    private readonly List<double[]> _rows = [];

    public int Count => _samples.Count;

    public AdviceSample this[int sample] => _samples[sample];

    public double[] Rows(int sample) => _rows[sample];

    public void Add(AdviceSample sample)
    {
        _samples.Add(sample);
        _rows.Add(sample.Round.Centre(expectedReward));
    }
}
