using System.Globalization;
using ExpertRouter.App.Evaluating;
using ExpertRouter.Evaluation.Datasets.Maintainers;

namespace ExpertRouter.App.Tests.Evaluating;

public sealed class ExpertEncodersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Plan_None_HasNoHybrid() => Assert.Null(ExpertEncoders.Plan(ExpertEncoders.None, [], _ => { }, Cancel).Hybrid);

    [Fact]
    public void Plan_NoSuchFolder_SaysWhatIsAllowed()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => ExpertEncoders.Plan("nowhere", [], _ => { }, Cancel));

        Assert.Contains("'nowhere'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'train'", error.Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => ExpertEncoders.Plan(ExpertEncoders.None, ["nowhere"], _ => { }, Cancel));
    }

    /// <summary>160 short documents of four people; what the encoder then says about a text of the second theme.</summary>
    [Fact]
    public void Train_SmallSet_KnowsWhoWritesAboutWhat()
    {
        string[] themes = ["music sound player audio", "network router packet switch", "editor syntax text buffer", "astronomy star telescope orbit"];
        MaintainedDocument[] documents = [.. Enumerable.Range(0, 160).Select(number => new MaintainedDocument
        {
            Id = $"d{number}", Title = themes[number % 4].Split(' ')[number / 4 % 4], Body = themes[number % 4],
            Experts = [$"p{number % 4}", number.ToString(CultureInfo.InvariantCulture)],
        })];
        var collection = new MaintainerCollection(documents, []);
        var lesson = new EncoderLesson(collection, [.. Enumerable.Range(0, 160)], [.. documents.Select(document => document.Id)]);
        var lines = new List<string>();

        using var encoder = TrainedExpertEncoder.Train(lesson, lines.Add, Cancel);
        var encoded = encoder.Encode(["router and switch", ""]);

        Assert.Equal(1, encoded[0]!.LogProbabilities.IndexOf(encoded[0]!.LogProbabilities.Max()));
        Assert.Equal(1, encoded[0]!.Vector.Sum(number => (double)number * number), 4);
        Assert.Null(encoded[1]);
        Assert.Contains("160 documents", encoder.Description, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("step 150 of 150", StringComparison.Ordinal));
    }
}
