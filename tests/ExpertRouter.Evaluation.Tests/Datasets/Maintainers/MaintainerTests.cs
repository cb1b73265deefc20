using ExpertRouter.Core.Ranking;
using ExpertRouter.Evaluation.Datasets.Maintainers;

namespace ExpertRouter.Evaluation.Tests.Datasets.Maintainers;

public sealed class MaintainerTests
{
    [Fact]
    public void Of_VersionsAndParts_ShareAStemButFamiliesDoNot()
    {
        string[] names = ["foo", "foo-data", "foo2", "bar", .. Enumerable.Range(0, 13).Select(number => $"python-{(char)('a' + number)}"), "python-a-doc"];

        var stems = NameStems.Of(names);

        Assert.Equal("foo", stems["foo"]);
        Assert.Equal("foo", stems["foo-data"]);
        Assert.Equal("foo", stems["foo2"]);
        Assert.Equal("python-a", stems["python-a"]);
        Assert.Equal("python-a", stems["python-a-doc"]);
        Assert.Equal("python-b", stems["python-b"]);
    }

    [Fact]
    public void Collection_FiveDocuments_MakeAnExpertAndFourDoNot()
    {
        var collection = new MaintainerCollection(
            [.. Enumerable.Range(0, 5).Select(number => Document($"d{number}", "text", number < 4 ? ["b", "a"] : ["b"]))],
            [new MaintainerQuery { Id = "q", Text = "text", Relevant = ["a", "b"] }]);

        Assert.Equal(["b"], collection.Experts);
        Assert.Equal([0], collection.RelevantOfQuery[0]);
    }

    [Fact]
    public void Collection_IdTwice_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new MaintainerCollection([Document("d", "a", ["x"]), Document("d", "b", ["x"])], []));

    [Fact]
    public void Select_PseudoQueries_TakeTheirRelativesOutAndRepeat()
    {
        var collection = Themes(400);

        var first = PseudoQueries.Select(collection, 40, seed: 3);
        var second = PseudoQueries.Select(collection, 40, seed: 3);

        var stems = NameStems.Of(collection.Documents.Select(document => document.Id));
        var held = first.Queries.Select(query => stems[collection.Documents[query].Id]).ToHashSet();
        Assert.NotEmpty(first.Queries);
        Assert.Equal(first.Queries, second.Queries);
        Assert.DoesNotContain(first.Documents, document => held.Contains(stems[collection.Documents[document].Id]));
    }

    [Fact]
    public void Run_FewDocuments_FallsBackToSumOfSquaresAndSaysSo()
    {
        var report = ExpertsEvaluation.Run("tiny", Themes(40), EncoderPlan.None);

        var row = report.Rows.Single(row => row.Default == true);
        Assert.Equal(MaintainerBaselines.SumOfSquares, row.System);
        Assert.Contains(row.Notes!, note => note.Contains("too few", StringComparison.Ordinal));
        Assert.Equal(1, row.Metrics["P@1"]);
    }

    [Fact]
    public void Run_EnoughDocuments_FitsTheMixture()
    {
        var report = ExpertsEvaluation.Run("themes", Themes(800), EncoderPlan.None);

        var row = report.Rows.Single(row => row.Default == true);
        Assert.Equal(ExpertsEvaluation.WordsSystem, row.System);
        Assert.Equal(1, row.Metrics["nDCG@10"], 6);
        Assert.Contains("popularity", report.Rows.Select(other => other.System));
    }

    [Fact]
    public void Score_Popularity_CountsDocuments()
    {
        var baselines = new MaintainerBaselines(Themes(40));

        var popularity = baselines.Score("anything").Single(system => system.Name == "popularity").Scores;

        Assert.Equal([10, 10, 10, 10], popularity);
    }

    [Fact]
    public void Load_MissingFile_NamesTheFolder()
    {
        var folder = Directory.CreateTempSubdirectory("maintainers").FullName;

        var exception = Assert.Throws<FileNotFoundException>(() => MaintainerCollection.Load(folder));

        Assert.Contains(folder, exception.Message, StringComparison.Ordinal);
        Directory.Delete(folder);
    }

    [Fact]
    public void Run_WithAnEncoder_ComparesTheHybridWithTheMixtureOfWords()
    {
        var lessons = new List<EncoderLesson>();
        var collection = Themes(800);

        var report = ExpertsEvaluation.Run("themes", collection, new EncoderPlan
        {
            Hybrid = lesson =>
            {
                lock (lessons) lessons.Add(lesson);
                return new ThemeEncoder();
            },
            References = [("reference", _ => new ThemeEncoder())],
        });

        var rows = report.Rows.ToDictionary(row => row.System);
        Assert.Equal(1, rows[ExpertsEvaluation.HybridSystem].Metrics["nDCG@10"], 6);
        Assert.Equal(1, rows[ExpertsEvaluation.EncoderSystem].Metrics["nDCG@10"], 6);
        Assert.Equal(rows[ExpertsEvaluation.EncoderSystem].Metrics["MRR"], rows["reference"].Metrics["MRR"]);
        Assert.Equal(ExpertsEvaluation.WordsSystem, rows[$"{ExpertsEvaluation.HybridSystem} (against {ExpertsEvaluation.WordsSystem})"].Baseline);
        Assert.Contains(report.Rows.Single(row => row.Default == true).Notes!, note => note.Contains("on pseudo-queries, halves", StringComparison.Ordinal));

        // One lesson of everything, for the real queries, and one without the pseudo-queries and their relatives.
        var held = PseudoQueries.Select(collection, 2000, 7);
        Assert.Equal([held.Documents.Count, 800], lessons.Select(lesson => lesson.Documents.Count).Order());
        Assert.Empty(lessons.MinBy(lesson => lesson.Documents.Count)!.Documents.Intersect(held.Queries));
    }

    [Fact]
    public void Run_TooFewPseudoQueries_OpensNoEncoderAndSaysSo()
    {
        var report = ExpertsEvaluation.Run("few", Themes(400), new EncoderPlan { Hybrid = _ => throw new InvalidOperationException("must not be asked for") });

        var row = report.Rows.Single(row => row.Default == true);
        Assert.Equal(ExpertsEvaluation.WordsSystem, row.System);
        Assert.Contains(row.Notes!, note => note.StartsWith("no encoder: 40 pseudo-queries", StringComparison.Ordinal));
    }

    [Fact]
    public void AddTo_TextWithoutVector_GivesEverybodyTheSame()
    {
        var collection = Themes(40);
        var features = new EncoderFeatures(collection, [.. Enumerable.Range(0, 40)], new ThemeEncoder());
        var table = new FeatureTable(collection.Experts.Count);

        features.AddTo(table, null, new double[40]);

        var group = table.ToGroup();
        Assert.Equal(6, group.Width);
        Assert.All(Enumerable.Range(1, 3), expert => Assert.Equal(group.Row(0).ToArray(), group.Row(expert).ToArray()));
        Assert.Equal(new double[4], features.Nearest(null));
    }

    /// <summary>Two documents of each person are like the query to 1 and the rest to 0: 2 · exp(1/.05) for the first person, nothing for the others.</summary>
    [Fact]
    public void Nearest_DocumentsOfOneTheme_VoteForTheirExpert()
    {
        var collection = Themes(40);
        var features = new EncoderFeatures(collection, [0, 1, 2, 3, 4], new ThemeEncoder());

        var votes = features.Nearest(new EncodedText([1, 0, 0, 0], []));

        Assert.Equal(2 * Math.Exp(20), votes[0], 1e-3);
        Assert.Equal([0, 0, 0], votes.Skip(1));
    }

    /// <summary>One dimension per theme; no vector for a text of none.</summary>
    private sealed class ThemeEncoder : IExpertEncoder
    {
        private static readonly string[] Words = ["music", "network", "editor", "astronomy"];

        public string Description => "themes";

        public IReadOnlyList<EncodedText?> Encode(IReadOnlyList<string> texts) => [.. texts.Select(text =>
        {
            var theme = Array.FindIndex(Words, word => text.Contains(word, StringComparison.Ordinal));
            return theme < 0 ? null : new EncodedText([.. Enumerable.Range(0, 4).Select(other => other == theme ? 1f : 0f)], []);
        })];

        public void Dispose()
        {
        }
    }

    /// <summary>Four people with a theme of three words each; every document adds words of its own. One query per theme.</summary>
    private static MaintainerCollection Themes(int documents)
    {
        string[] themes = ["music sound player", "network router packet", "editor syntax text", "astronomy star telescope"];
        return new MaintainerCollection(
            [.. Enumerable.Range(0, documents).Select(number => Document(
                $"{Letters(number)}-tool",
                $"Program number {Letters(number)} for {themes[number % 4]}, made with care for people who like it and use it every day {Letters(number * 7)}",
                [$"p{number % 4}"]))],
            [.. themes.Select((theme, person) => new MaintainerQuery { Id = $"q{person}", Text = $"A {theme}", Relevant = [$"p{person}"] })]);
    }

    private static string Letters(int number) =>
        string.Concat(Enumerable.Range(0, 4).Select(digit => (char)('a' + (number / (int)Math.Pow(10, digit) % 10))));

    private static MaintainedDocument Document(string id, string body, string[] experts) =>
        new() { Id = id, Title = $"title {id}", Body = body, Section = "misc", Experts = experts };
}
