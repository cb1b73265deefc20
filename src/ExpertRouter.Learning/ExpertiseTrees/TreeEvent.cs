namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// One entry of the log from which a tree is rebuilt: a decision was asked for (its context revises the splits), or an
/// outcome became known. Exactly one of the two is set.
/// </summary>
/// <param name="Context">The context of a decision.</param>
/// <param name="Sample">A decision with its outcome.</param>
public sealed record TreeEvent(double[]? Context, AdviceSample? Sample)
{
    /// <summary>A decision was asked for.</summary>
    public static TreeEvent Asked(double[] context) => new(context, null);

    /// <summary>An outcome became known.</summary>
    public static TreeEvent Known(AdviceSample sample) => new(null, sample);

    /// <summary>Lets it happen to a tree.</summary>
    /// <exception cref="InvalidDataException">Neither or both are set.</exception>
    public void Apply(ExpertiseTree tree)
    {
        switch (this)
        {
            case { Context: { } context, Sample: null }:
                tree.Visit(context);
                break;
            case { Context: null, Sample: { } sample }:
                tree.Learn(sample);
                break;
            default:
                throw new InvalidDataException("an event of a tree's log needs either a context or a sample");
        }
    }
}
