using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Tests.Serving;

/// <summary>
/// The vector of a text must not depend on its batch ("Buffer Overflow in Mixture of Experts", Hayes et al. 2024): else other
/// people's texts change one's results, and can be guessed from them.
/// </summary>
public sealed class BatchIndependenceTests : IDisposable
{
    private const float Tolerance = 1e-5f;
    private readonly TinyModel _tiny = new();

    public void Dispose() => _tiny.Dispose();

    private static EncoderModel Load(string folder) => EncoderModel.Load(folder, new EncoderOptions { Device = DeviceChoice.Cpu }, NullLogger.Instance);

    private static int[] RandomText(Random random, int ids, int length) => [.. Enumerable.Range(0, length).Select(_ => random.Next(ids - 1))];

    private static float Distance(float[]? left, float[]? right) => left!.Zip(right!, (a, b) => Math.Abs(a - b)).Max();

    private static void AssertIndependent(EncoderModel model, int seed, int trials)
    {
        var random = new Random(seed);
        using var run = new RunOptions();
        for (var trial = 0; trial < trials; trial++)
        {
            var victim = RandomText(random, model.Tokenizer.IdCount, random.Next(1, 20));
            var alone = model.Encode([victim], run)[0];
            var batch = Enumerable.Range(0, random.Next(1, 24)).Select(_ => RandomText(random, model.Tokenizer.IdCount, random.Next(1, 32))).ToList();
            if (trial % 3 == 0)
                batch.AddRange(Enumerable.Repeat(victim.Reverse().ToArray(), 8)); // crowds the victim's own experts
            var place = random.Next(batch.Count + 1);
            batch.Insert(place, victim);

            Assert.True(Distance(alone, model.Encode(batch, run)[place]) <= Tolerance, $"seed {seed}, trial {trial}");
        }
    }

    [Theory]
    [InlineData(PoolingKind.InGraph)]
    [InlineData(PoolingKind.Mean)]
    [InlineData(PoolingKind.Cls)]
    public void Encode_AnyBatchOrderAndPadding_SameVectorAsAlone(PoolingKind pooling)
    {
        if (pooling == PoolingKind.InGraph)
            _tiny.WritePooled();
        else
            _tiny.WriteTokens(pooling);
        using var model = Load(_tiny.Folder);

        AssertIndependent(model, Environment.TickCount, 60);
    }

    [Theory]
    [InlineData(MoeKind.None, MoePlacement.Pooled, 0)]
    [InlineData(MoeKind.Dense, MoePlacement.Pooled, 0)]
    [InlineData(MoeKind.TopKRenormalised, MoePlacement.Pooled, 0)]
    [InlineData(MoeKind.TopKRenormalised, MoePlacement.Token, 2)]
    [InlineData(MoeKind.SharedFineGrained, MoePlacement.Pooled, 0)]
    [InlineData(MoeKind.SharedFineGrained, MoePlacement.Token, 2)]
    [InlineData(MoeKind.TopP, MoePlacement.Pooled, 0)]
    [InlineData(MoeKind.NullExperts, MoePlacement.Token, 0)]
    [InlineData(MoeKind.Heterogeneous, MoePlacement.Pooled, 0)]
    [InlineData(MoeKind.SelfSelecting, MoePlacement.Token, 0)]
    [InlineData(MoeKind.WordExperts, MoePlacement.Token, 2)]
    [InlineData(MoeKind.MergedExperts, MoePlacement.Pooled, 0)]
    public void Encode_EveryServedLayerKind_SameVectorAsAlone(MoeKind kind, MoePlacement placement, int attentionHeads)
    {
        TinyMoe.Write(_tiny.Folder, TinyMoe.Architecture(kind, placement, attentionHeads));
        using var model = Load(_tiny.Folder);

        AssertIndependent(model, Environment.TickCount, 30);
    }

    [Fact]
    public void Encode_UniversalSentenceEncoderLite_SameVectorAsAlone()
    {
        using var folder = UseLite.FolderOrSkip();
        using var model = Load(folder.Path);

        AssertIndependent(model, Environment.TickCount, 12);
    }

    [Theory]
    [InlineData(TinyRouting.CapacityTop1)]
    [InlineData(TinyRouting.ExpertChoice)]
    public void Load_RoutingWithASharedBuffer_IsRefused(object routing)
    {
        _tiny.WritePooled((TinyRouting)routing);

        var error = Assert.Throws<ModelLoadException>(() => Load(_tiny.Folder).Dispose());

        Assert.Contains("changes by", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MeanOverPadding_IsRefused()
    {
        _tiny.WritePooled(masked: false);

        var error = Assert.Throws<ModelLoadException>(() => Load(_tiny.Folder).Dispose());

        Assert.Contains("padding is not masked", error.Message, StringComparison.Ordinal);
    }

    /// <summary>200 trials: 4 victims behind 12 texts of an attacker, 4 experts with room for 4. Does the victims' vector depend on the attacker's texts?</summary>
    [Theory]
    [InlineData(TinyRouting.Dropless, 0, 0)]
    [InlineData(TinyRouting.CapacityTop1, 20, 199)]
    [InlineData(TinyRouting.ExpertChoice, 100, 200)]
    public void Attack_TwelveTextsBesideFour_ReachThemOnlyThroughSharedBuffers(object routing, int atLeast, int atMost)
    {
        _tiny.WritePooled((TinyRouting)routing);
        using var session = new InferenceSession(_tiny.ModelPath);
        var random = new Random(22);
        var changed = 0;

        for (var trial = 0; trial < 200; trial++)
        {
            var victims = Texts(4);
            var one = Run(session, [.. Texts(12), .. victims]);
            var other = Run(session, [.. Texts(12), .. victims]);
            if (one.AsSpan(12 * TinyModel.Dimension).ToArray().Zip(other.AsSpan(12 * TinyModel.Dimension).ToArray(), (a, b) => Math.Abs(a - b)).Max() > 1e-4f)
                changed++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{routing}: the victims' vectors changed in {changed} of 200 trials");
        Assert.InRange(changed, atLeast, atMost);

        long[] Texts(int count) => [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(_tiny.Vocabulary.IdCount - 1))];
    }

    private static float[] Run(InferenceSession session, long[] ids)
    {
        using var run = new RunOptions();
        using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, [ids.Length, 1]);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Length).ToArray(), [ids.Length, 1]);
        using var outputs = session.Run(run, ["input_ids", "attention_mask"], [idsValue, maskValue], ["sentence_embedding"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
