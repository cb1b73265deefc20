using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// Chooses how profiles are read without any rating: each own paper of a reviewer is held out in turn, and the form counts that
/// finds its author best among all reviewers (mean reciprocal rank; others who also list the paper are left out). Immutable.
/// </summary>
public sealed class HeldOutPapers
{
    private const int FewestPapers = 3;

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _profiles;
    private readonly Dictionary<string, TermVector> _counts;
    private readonly Dictionary<string, TermVector> _papers;
    private readonly Dictionary<string, TermVector> _whole;
    private readonly TermStatistics _statistics;
    private readonly TfIdf _weighting = new();

    /// <summary>Weighs a profile set; document frequencies come from its profile entries.</summary>
    public HeldOutPapers(ReviewerCollection collection, IReadOnlyDictionary<string, IReadOnlyList<string>> profiles, WordTokenizer tokenizer)
    {
        var vocabulary = new Vocabulary(tokenizer);
        _profiles = profiles;
        _counts = profiles.Values.SelectMany(papers => papers).Distinct().ToDictionary(paper => paper, paper => vocabulary.Learn(collection.ProfilePapers[paper].Text));
        _statistics = new TermStatistics([.. profiles.Values.SelectMany(papers => papers).Select(paper => _counts[paper])], vocabulary.Count);
        _papers = _counts.ToDictionary(paper => paper.Key, paper => _weighting.Weigh(paper.Value, _statistics));
        _whole = profiles.ToDictionary(reviewer => reviewer.Key, reviewer => Whole(reviewer.Value));
    }

    /// <summary>The best form and every form's mean reciprocal rank; <see cref="ProfileForm.Profile"/> when no reviewer has three papers.</summary>
    public (ProfileForm Best, IReadOnlyDictionary<ProfileForm, double> MeanReciprocalRanks) Choose()
    {
        var forms = Enum.GetValues<ProfileForm>();
        var held = Held();
        var ranks = new double[held.Length][];
        Parallel.For(0, held.Length, i => ranks[i] = ReciprocalRanks(held[i].Reviewer, held[i].Paper, forms));
        var means = forms.Index().ToDictionary(form => form.Item, form => ranks.Select(row => row[form.Index]).DefaultIfEmpty().Average());
        return (forms.MaxBy(form => means[form]), means);
    }

    /// <summary>Per held-out paper the author's score, then those of all reviewers who do not list it.</summary>
    public IReadOnlyList<double[]> Scores(ProfileForm form) =>
        [.. Held().AsParallel().AsOrdered().Select(held =>
        {
            string[] rest = [.. _profiles[held.Reviewer].Where(other => other != held.Paper)];
            return (double[])
            [
                Scores(rest, Whole(rest), held.Paper, [form])[0],
                .. _profiles.Where(profile => !profile.Value.Contains(held.Paper)).Select(profile => Scores(profile.Value, _whole[profile.Key], held.Paper, [form])[0]),
            ];
        })];

    private (string Reviewer, string Paper)[] Held() =>
        [.. _profiles.Where(reviewer => reviewer.Value.Count >= FewestPapers).SelectMany(reviewer => reviewer.Value.Select(paper => (reviewer.Key, paper)))];

    private double[] ReciprocalRanks(string author, string paper, ProfileForm[] forms)
    {
        string[] rest = [.. _profiles[author].Where(other => other != paper)];
        var own = Scores(rest, Whole(rest), paper, forms);
        var better = new int[forms.Length];
        foreach (var (reviewer, papers) in _profiles)
        {
            if (papers.Contains(paper)) continue;
            var scores = Scores(papers, _whole[reviewer], paper, forms);
            for (var i = 0; i < forms.Length; i++) if (scores[i] >= own[i]) better[i]++;
        }

        return Array.ConvertAll(better, count => 1.0 / (1 + count));
    }

    private double[] Scores(IReadOnlyList<string> papers, TermVector whole, string paper, ProfileForm[] forms)
    {
        var reading = ProfileReading.Of(whole.Dot(_papers[paper]), papers.Select(own => _papers[own].Dot(_papers[paper])));
        return Array.ConvertAll(forms, reading.As);
    }

    private TermVector Whole(IEnumerable<string> papers) => _weighting.Weigh(TermVector.Add(papers.Select(paper => _counts[paper])), _statistics);
}
