using ExpertRouter.App.Tests.Finding;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Training;

public sealed class OutcomeReaderTests
{
    [Theory, DatabaseData]
    public async Task Read_AcceptedAnswersAndClosedRequests_ComeInOrder(DatabaseProvider provider)
    {
        await using var world = await CreateAsync(provider);
        var twin = Person(4, "Right elsewhere");
        twin.MergedIntoId = 3;
        var question = History.Question(10, day: 5, "Why does it leak?");
        (question.Title, question.Body, question.Tags) = ("Leak", "Why?", ["pump"]);
        var closed = History.At(Doc(20, "Broken", "", (1, AuthorshipRole.Asker), (2, AuthorshipRole.Resolver)), DocumentKind.Request, day: 3);
        var open = History.At(Doc(21, "Broken", "", (1, AuthorshipRole.Asker), (2, AuthorshipRole.Resolver)), DocumentKind.Request, day: 4);
        (closed.Status, open.Status) = ("closed", "open");
        await world.SaveAsync(
            Person(1, "Asker"), Person(2, "Loud"), Person(3, "Right"), twin, question,
            History.Answer(11, 5, 10, "a", expert: 2, isAccepted: false), History.Answer(12, 5, 10, "b", expert: 4, isAccepted: true), closed, open);

        var outcomes = await world.Outcomes.ReadAsync(OutcomeReader.DefaultLimit, Cancel);

        Assert.Equal([20L, 10], outcomes.Select(outcome => outcome.DocumentId));
        Assert.Equal([2L], outcomes[0].Experts);
        Assert.Equal([3L], outcomes[1].Experts);
        Assert.Equal([1L], outcomes[1].Askers);
        Assert.Equal("Leak\npump\nWhy?", outcomes[1].Text);
        Assert.Equal(10, Assert.Single(await world.Outcomes.ReadAsync(1, Cancel)).DocumentId);
    }

    [Fact]
    public async Task Read_SelfAnswersAndRestrictedOnes_AreLeftOut()
    {
        await using var world = await CreateAsync();
        var (restrictedQuestion, restrictedAnswer) = (History.Question(20, 1, "b"), History.Answer(31, 2, 30, "c", 2, isAccepted: true));
        (restrictedQuestion.VisibilityGroups, restrictedAnswer.VisibilityGroups) = (["osprey"], ["osprey"]);
        await world.SaveAsync(
            Person(1, "Asker"), Person(2, "Loud"),
            History.Question(10, 0, "a"), History.Answer(11, 0, 10, "a", expert: 1, isAccepted: true),
            restrictedQuestion, History.Answer(21, 1, 20, "b", 2, isAccepted: true),
            History.Question(30, 2, "c"), restrictedAnswer);

        Assert.Empty(await world.Outcomes.ReadAsync(OutcomeReader.DefaultLimit, Cancel));
    }
}
