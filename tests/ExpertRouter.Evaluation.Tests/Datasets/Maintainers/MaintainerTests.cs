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
