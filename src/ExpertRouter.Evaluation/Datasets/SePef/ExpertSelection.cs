using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>Who is an expert in one community, judged by answers before an instant and nothing later.</summary>
internal sealed class ExpertSelection
{
    // Ratios are sums and quotients of whole numbers; what differs by less than this is equal.
    private const double Equal = 1e-12;

    private ExpertSelection(IReadOnlyDictionary<int, SePefExpert> experts, int answers, int authors, int eligible, double meanRatio)
    {
        Experts = experts;
        Answers = answers;
        Authors = authors;
        Eligible = eligible;
        MeanRatio = meanRatio;
    }

    /// <summary>Owner id to expert.</summary>
    public IReadOnlyDictionary<int, SePefExpert> Experts { get; }

    /// <summary>Answers looked at.</summary>
    public int Answers { get; }

    /// <summary>Their authors.</summary>
    public int Authors { get; }

    /// <summary>Authors with enough best answers.</summary>
    public int Eligible { get; }

    /// <summary>Mean ratio of the eligible; 0 without any.</summary>
    public double MeanRatio { get; }

    /// <summary>Whether an answer counts at all: known author and enough points.</summary>
    public static bool Counts(StackExchangePost answer, SePefOptions options) =>
        CommunityHistory.HasKnownAuthor(answer) && answer.Score >= options.MinimumAnswerScore;

    public static ExpertSelection Of(CommunityHistory community, SePefOptions options, DateTimeOffset before)
    {
        var answers = community.Answers.Values.Where(a => a.Created < before && Counts(a, options)).ToArray();
        var best = BestAnswers(community, answers, options, before);
        var authors = answers
            .GroupBy(answer => answer.Owner!.Value)
            .Select(group => (Owner: group.Key, All: group.Count(), Best: group.Count(a => best.Contains(a.Id)), Dates: group.Select(a => a.Created)))
            .ToArray();
        var eligible = authors.Where(author => author.Best >= options.MinimumBestAnswers).ToArray();
        var mean = eligible.Length == 0 ? 0 : eligible.Average(author => (double)author.Best / author.All);
        var experts = eligible
            .Where(author => !options.AboveMeanRatio || community.Source.EveryAnswerIsBest || (double)author.Best / author.All > mean + Equal)
            .ToDictionary(author => author.Owner, author => new SePefExpert(
                community.PersonId(author.Owner),
                community.Name,
                author.Best,
                author.All,
                (double)author.Best / author.All,
                author.Dates.Min(),
                author.Dates.Max()));
        return new ExpertSelection(experts, answers.Length, authors.Length, eligible.Length, mean);
    }

    /// <summary>
    /// Accepted answers, and on questions that had no accepted answer by then the top-scored one with enough points; of
    /// equally scored answers the earliest.
    /// </summary>
    private static HashSet<int> BestAnswers(
        CommunityHistory community, StackExchangePost[] answers, SePefOptions options, DateTimeOffset before)
    {
        var best = new HashSet<int>();
        foreach (var group in answers.GroupBy(answer => answer.Question!.Value))
        {
            var accepted = community.Questions.TryGetValue(group.Key, out var question)
                ? community.AcceptedAnswerOf(question)
                : null;
            if (accepted is not null && accepted.Created < before)
            {
                if (Counts(accepted, options))
                {
                    best.Add(accepted.Id);
                }
            }
            else
            {
                var top = group.OrderByDescending(a => a.Score).ThenBy(a => a.Created).ThenBy(a => a.Id).First();
                if (top.Score >= options.MinimumTopScore)
                {
                    best.Add(top.Id);
                }
            }
        }

        return best;
    }
}
