using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class BatchSamplerTests
{
    private static readonly EncoderTrainingOptions Options = TinyCorpus.Options("unused") with { TokenDropout = 0, FamilyPattern = "^doc[0-9]+" };

    [Fact]
    public void Draw_SameNumber_GivesTheSameBatchWhateverWasDrawnBefore()
    {
        var corpus = TrainingCorpus.Encode(Options, TinyCorpus.Documents, TinyCorpus.Pairs);
        var fresh = new BatchSampler(corpus, Options).Draw(7);
        var used = new BatchSampler(corpus, Options);
        used.Draw(3);

        var again = used.Draw(7);

        Assert.Equal(fresh.Texts, again.Texts);
        Assert.Equal(fresh.Targets, again.Targets);
        Assert.NotEqual(fresh.Texts, used.Draw(8).Texts);
    }

    [Fact]
    public void Draw_Plan_IsFilledExactly()
    {
        var sampler = new BatchSampler(TrainingCorpus.Encode(Options, TinyCorpus.Documents, TinyCorpus.Pairs), Options with { HardNegatives = true });

        var batch = sampler.Draw(1);

        // 24 expert texts + 2·6 same-expert + 2·12 pairs + 12 hard negatives
        Assert.Equal(72, sampler.Plan.Rows);
        Assert.Equal(72, batch.Texts.Count);
        Assert.All(batch.Texts, text => Assert.NotEmpty(text));
        for (var row = 0; row < 24; row++)
            Assert.Equal(1, batch.Targets.Skip(row * 6).Take(6).Sum(), 1e-6);
    }

    [Fact]
    public void Draw_SameExpertPairs_AreTwoTextsOfOneTopicPerExpert()
    {
        var corpus = TrainingCorpus.Encode(Options, TinyCorpus.Documents, TinyCorpus.Pairs);
        var sampler = new BatchSampler(corpus, Options);

        var batch = sampler.Draw(2);

        var topics = Enumerable.Range(0, 6).Select(i =>
        {
            var first = Topic(corpus, batch.Texts[sampler.Plan.SameStart + i]);
            Assert.Equal(first, Topic(corpus, batch.Texts[sampler.Plan.SameStart + 6 + i]));
            return first;
        });
        Assert.Equal(6, topics.Distinct().Count());
        Assert.All(batch.SameMask, entry => Assert.Equal(0, entry));
    }

    [Fact]
    public void Draw_DocumentsWithACommonExpert_AreMaskedAsNegatives()
    {
        var shared = TinyCorpus.Documents.Select(document => document with { Experts = [document.Experts[0], "everybody"] }).ToArray();
        var sampler = new BatchSampler(TrainingCorpus.Encode(Options, shared, []), Options);

        var mask = sampler.Draw(2).SameMask;

        var size = sampler.Plan.SameExpertPairs;
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                Assert.Equal(i == j ? 0 : -1e9f, mask[i * size + j]);
    }

    [Fact]
    public void Draw_TokenDropout_KeepsTheFirstToken()
    {
        var options = Options with { TokenDropout = .9f };
        var corpus = TrainingCorpus.Encode(options, TinyCorpus.Documents, TinyCorpus.Pairs);

        var batch = new BatchSampler(corpus, options).Draw(1);

        Assert.All(batch.Texts, text => Assert.NotEmpty(text));
        Assert.True(batch.Texts.Average(text => text.Length) < 3);
    }

    [Fact]
    public void Draw_CropShareOne_GivesTwoPartsOfOneText()
    {
        var options = Options with { CropShare = 1, PairBatch = 6, BodyTokens = 60 };
        TrainingPair[] pairs = [.. Enumerable.Range(0, 30).Select(i => new TrainingPair("", $"topic0word{i % 8}", string.Join(' ', Enumerable.Range(0, 30).Select(j => $"w{i}x{j}"))))];
        var corpus = TrainingCorpus.Encode(options with { MinimumWordDocuments = 1, ValidationShare = 0 }, [], pairs);
        var sampler = new BatchSampler(corpus, options);

        var batch = sampler.Draw(3);

        for (var i = 0; i < 6; i++)
        {
            var (first, second) = (batch.Texts[i], batch.Texts[6 + i]);
            Assert.Equal(30, first.Length + second.Length);
            Assert.True(first.Length >= 12 && second.Length >= 12, $"{first.Length} and {second.Length}");
            Assert.Contains(corpus.Pairs, pair => pair.Positive.SequenceEqual(first.Concat(second)));
        }
    }

    [Fact]
    public void Draw_CropShareOneButShortTexts_KeepsThePairs()
    {
        var options = Options with { CropShare = 1 };
        var corpus = TrainingCorpus.Encode(options, [], TinyCorpus.Pairs);

        var batch = new BatchSampler(corpus, options).Draw(3);

        Assert.All(batch.Texts.Take(12), anchor => Assert.Contains(corpus.Pairs, pair => pair.Anchor.SequenceEqual(anchor)));
    }

    private static string Topic(TrainingCorpus corpus, int[] text) => corpus.Vocabulary.WordOf(text[0])![..6];
}
