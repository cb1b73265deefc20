using ExpertRouter.Evaluation.Datasets.Maintainers;
using ExpertRouter.Evaluation.Datasets.Newcomers;
using ExpertRouter.Learning.NewPeople;

namespace ExpertRouter.Evaluation.Tests.Datasets.Newcomers;

public sealed class NewcomersEvaluationTests
{
    [Fact]
    public void Run_SmallSet_RanksNewcomersAndKnownApart()
    {
        var report = NewcomersEvaluation.Run("small", Collection(), new NexusOptions { Hidden = 8, MaximumSteps = 20, CheckEvery = 10 });

        Assert.Equal(["small newcomers", "small known"], report.Rows.Select(row => row.Dataset).Distinct());
        Assert.Equal(2, report.Rows.Count(row => row.System == NewcomersEvaluation.Plain));
        var newcomers = report.Rows.Single(row => row.Dataset == "small newcomers" && row.System == NewcomersEvaluation.Projected);
        Assert.Contains("4 newcomers among 20 experts", newcomers.Notes![^1], StringComparison.Ordinal);
        // Everybody writes about another pair of the same nine subjects, so newcomers' words are known and their pairs are not.
        Assert.True(newcomers.Metrics["R@5"] > .8);
    }

    [Fact]
    public void Read_LatentTexts_AreUnitVectorsThatKeepTopicsApart()
    {
        string[] texts = [.. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? $"wood saw hammer nail {i}" : $"soup pepper onion salt {i}")];
        var latent = new LatentTexts(texts, dimension: 2, seed: 1);

        var (wood, saw, soup, unknown) = (latent.Read("wood nail"), latent.Read("saw hammer"), latent.Read("onion soup"), latent.Read("zebra"));

        Assert.Equal(1, Dot(wood, wood), 4);
        Assert.True(Dot(wood, saw) > .99);
        Assert.True(Math.Abs(Dot(wood, soup)) < .01);
        Assert.All(unknown, value => Assert.Equal(0, value));
    }

    private static double Dot(float[] left, float[] right) => left.Zip(right, (one, other) => one * other).Sum();

    private static MaintainerCollection Collection()
    {
        var documents = new List<MaintainedDocument>();
        var queries = new List<MaintainerQuery>();
        for (var expert = 0; expert < 20; expert++)
        {
            for (var number = 0; number < 12; number++)
                documents.Add(new MaintainedDocument
                {
                    Id = $"{Word(expert)}{Word(number)}{Word(expert + number)}", Title = $"{Material(expert)} {Craft(expert)} {number} of {expert}", Experts = [$"e{expert:00}"],
                    Body = $"Part {number} of {expert}: everything about {Material(expert)} and {Craft(expert)}, written with care so that it is long enough to count.",
                });
            queries.Add(new MaintainerQuery { Id = $"q{expert}", Text = $"who knows {Material(expert)} and {Craft(expert)}", Relevant = [$"e{expert:00}"] });
        }

        return new MaintainerCollection(documents, queries);
    }

    private static string Material(int expert) => new[] { "wood", "iron", "glass", "wool", "stone" }[expert % 5];

    private static string Craft(int expert) => new[] { "cutting", "painting", "joining", "repairing" }[expert / 5];

    /// <summary>Five letters that differ early, so that names share no stem.</summary>
    private static string Word(int number) => string.Concat(Enumerable.Range(0, 5).Select(place => (char)('a' + ((number * (7 + place)) + place) % 26)));
}
