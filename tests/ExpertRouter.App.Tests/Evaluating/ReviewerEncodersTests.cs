using ExpertRouter.App.Evaluating;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets.Reviewers;

namespace ExpertRouter.App.Tests.Evaluating;

public sealed class ReviewerEncodersTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("reviewers-").FullName;

    [Fact]
    public void Papers_RatedOrTwice_AreLeftOut()
    {
        File.WriteAllText(Path.Combine(folder, "evaluations.tsv"), "ParticipantID\tPaper1\tPaper2\tExpertise1\tExpertise2\nr\tp\tq\t5\t1\n");
        File.WriteAllLines(Path.Combine(folder, "rated_papers.jsonl"), [Paper("p", "Rated", "x"), Paper("q", "Rated too", "y")]);
        File.WriteAllLines(Path.Combine(folder, "profile_papers.jsonl"), [Paper("a", "Own", "text"), Paper("b", "Rated", "rated by somebody else"), Paper("c", "Without abstract", "")]);
        File.WriteAllText(Path.Combine(folder, "profiles.json"), """{"d_20_1": {"r": ["a", "b", "c"]}}""");

        var papers = ReviewerEncoders.Papers(
            ReviewerCollection.Load(folder), [new TrainingPair("papers", "own", "the same again"), new TrainingPair("papers", "RATED TOO", "y"), new TrainingPair("papers", "Other", "z")]);

        Assert.Equal([new TrainingPair("profiles", "Own", "text"), new TrainingPair("papers", "Other", "z")], papers);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Paper(string id, string title, string text) => $$"""{"id": "{{id}}", "title": "{{title}}", "abstract": "{{text}}"}""";
}
