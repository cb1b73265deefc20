using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class TrainingCorpusTests
{
    private static readonly EncoderTrainingOptions Options = TinyCorpus.Options("unused");

    [Fact]
    public void Encode_ExpertBelowTheMinimum_GetsNoVector()
    {
        var documents = TinyCorpus.Documents.Append(new TrainingDocument("rare", "topic0word1", "topic0word2", ["newcomer", "expert1"])).ToArray();

        var corpus = TrainingCorpus.Encode(Options, documents, TinyCorpus.Pairs);

        Assert.Equal(["expert0", "expert1", "expert2", "expert3", "expert4", "expert5"], corpus.Experts);
        Assert.All(corpus.Documents, document => Assert.True(document.Experts.Length <= 1));
    }

    [Fact]
    public void Encode_Families_AreNeverSplitBetweenTrainingAndValidation()
    {
        var documents = TinyCorpus.Documents.Select((document, i) => document with { Id = $"{(char)('a' + i / 5)}-{i}" }).ToArray();

        var corpus = TrainingCorpus.Encode(Options with { FamilyPattern = "^[a-z]" }, documents, []);

        Assert.InRange(corpus.ValidationDocuments.Count, 10, 14);
        Assert.Empty(corpus.Documents.Select(document => document.Family).Intersect(corpus.ValidationDocuments.Select(document => document.Family)));
    }

    [Fact]
    public void Encode_TitleThatIsAHeldOutAnchor_IsNotTrainedAsAPair()
    {
        var pairs = TinyCorpus.Documents.Select(document => new TrainingPair("own", document.Title, document.Body)).ToArray();

        var corpus = TrainingCorpus.Encode(Options, TinyCorpus.Documents, pairs);

        var heldOut = corpus.ValidationPairs.Select(pair => string.Join(',', pair.Anchor)).ToHashSet();
        Assert.NotEmpty(heldOut);
        Assert.DoesNotContain(corpus.Documents, document => document.IsPair && heldOut.Contains(string.Join(',', document.Title)));
        var heldOutTitles = corpus.ValidationDocuments.Select(document => string.Join(',', document.Title)).ToHashSet();
        Assert.DoesNotContain(corpus.Pairs, pair => heldOutTitles.Contains(string.Join(',', pair.Anchor)));
    }

    [Fact]
    public void Encode_OnlyTextWithoutTokens_SaysWhatWasRead()
    {
        var error = Assert.Throws<InvalidOperationException>(() => TrainingCorpus.Encode(Options, [new("a", "!!!", "…", ["x"])], []));

        Assert.Contains("1 documents and 0 pairs were read", error.Message, StringComparison.Ordinal);
    }
}
