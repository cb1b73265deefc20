using System.Text.Json;
using ExpertRouter.App.Evaluating.Encoders;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.App.Tests.Evaluating.Encoders;

public sealed class EncoderEvaluationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("encoder-evaluation-").FullName;

    [Fact]
    public async Task RunAsync_ShippedModelOnUnseenPairs_HasTheOneShapeAndNamesTheDevice()
    {
        var pairs = Path.Combine(_folder, "own.jsonl");
        await File.WriteAllLinesAsync(
            pairs,
            Enumerable.Range(0, 40).Select(i => $$"""{"source": "s", "anchor": "printer number{{i}} jams", "positive": "clear the paper of printer number{{i}}"}"""),
            TestContext.Current.CancellationToken);
        var options = new EncoderEvaluationOptions { Models = [ShippedModel()], Pairs = [pairs], Threads = 1 };

        var report = await new EncoderEvaluation(NullLogger<TextEncoder>.Instance, TimeProvider.System).RunAsync(options, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(["own: s", "throughput"], report.Rows.Select(row => row.Dataset).Distinct());
        Assert.Equal(1, report.Rows.Single(row => row.System == "TF-IDF").Metrics["R@10"]);
        var speed = report.Rows.Single(row => row.Dataset == "throughput");
        Assert.Equal(80, speed.Queries);
        Assert.Contains("on Cpu", Assert.Single(speed.Notes!), StringComparison.Ordinal);
        var first = JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("rows")[0];
        Assert.Equal(("own: s", 40), (first.GetProperty("dataset").GetString(), first.GetProperty("queries").GetInt32()));
    }

    [Fact]
    public void WithShared_WhatIsThere_IsFilledInAndWhatWasGivenStays()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data", "reviewer-match"));
        Directory.CreateDirectory(Path.Combine(_folder, "data", "stackexchange", "beer"));

        var options = new EncoderEvaluationOptions { Models = ["m"], Experts = "mine" }.WithShared(_folder);

        Assert.Equal((Path.Combine(_folder, "data", "reviewer-match"), "mine"), (options.Reviewers, options.Experts));
        Assert.Equal([Path.Combine(_folder, "data", "stackexchange", "beer")], options.Dumps);
        Assert.Null(options.UseLite);
        Assert.Empty(options.Pairs);
    }

    [Fact]
    public void Named_UnknownKind_ListsTheKnown() =>
        Assert.Contains("shared + fine-grained", Assert.Throws<ArgumentException>(() => LayerVariant.Named(["dence"])).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string ShippedModel()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ExpertRouter.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "onnx-models", "expertrouter-moe");
    }
}
