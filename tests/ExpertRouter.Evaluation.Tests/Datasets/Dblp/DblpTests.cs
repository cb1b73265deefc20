using ExpertRouter.Evaluation.Datasets.Dblp;

namespace ExpertRouter.Evaluation.Tests.Datasets.Dblp;

public sealed class DblpTests
{
    [Fact]
    public void Walk_CoAuthorOfTheRightDocument_IsFound()
    {
        // d0 by 0 and 1, d1 by 1 and 2; only d0 resembles the query. One step: people 0 and 1 get 1/2 each.
        // Documents then: d0 = .5 + .5 (1/2 + 1/4) = .875, d1 = .5 * 1/4 = .125.
        // Two steps: 0: .4375, 1: .4375 + .0625 = .5, 2: .0625.
        var walk = new AuthorshipWalk([[0, 1], [1, 2]], 3) { Steps = 2 };

        var people = walk.Score([1, 0]);

        Assert.Equal(.4375, people[0], 10);
        Assert.Equal(.5, people[1], 10);
        Assert.Equal(.0625, people[2], 10);
    }

    [Fact]
    public void Walk_NothingResembles_GivesZero() => Assert.Equal([0, 0], new AuthorshipWalk([[0], [1]], 2).Score([0, 0]));

    [Fact]
    public void Collection_UnknownAuthor_IsNamed()
    {
        var experts = new TopicExperts { Candidates = 1, EvaluatedCandidates = [0], ExpertsByTopic = new Dictionary<string, IReadOnlyList<int>> { ["t"] = [0] } };

        var exception = Assert.Throws<InvalidDataException>(
            () => new DblpCollection([new LabelledDocument { Doc = 4, Authors = [3], QueryLabels = ["t"] }], experts));

        Assert.Contains("document 4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TinySet_MeasuresWithAndWithoutTheQueryDocument()
    {
        // Eight documents about reading, written in turn by 0 and 1, and eight about walking by 2; 0 and 1 are experts of "reading".
        var documents = Enumerable.Range(0, 16).Select(number => new LabelledDocument
        {
            Doc = number,
            Text = number < 8 ? "books reading pages" : "hills walking paths shoes boots maps",
            Authors = [number < 8 ? number % 2 : 2],
            QueryLabels = number == 0 ? ["reading"] : [],
        }).ToArray();
        var experts = new TopicExperts
        {
            Candidates = 3,
            EvaluatedCandidates = [0, 1, 2],
            ExpertsByTopic = new Dictionary<string, IReadOnlyList<int>> { ["reading"] = [0, 1] },
        };

        var report = DblpEvaluation.Run("tiny", new DblpCollection(documents, experts));

        var rows = report.Rows.Where(row => row.System == "walk over authorships, TF-IDF words").ToArray();
        Assert.Equal(2, rows.Length);
        Assert.Equal(1, report.Rows[0].Queries);
        Assert.True(report.Rows.Count(row => row.Default == true) == 2);
    }
}
