using System.Globalization;
using ExpertRouter.App.Ingestion;
using ExpertRouter.Data;
using LibGit2Sharp;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Ingestion;

/// <summary>Every connector goes on where it was stopped: the counts of both parts together are those of one run.</summary>
public sealed class ResumeTests
{
    private const int Items = 30;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("stackexchange")]
    [InlineData("debian")]
    [InlineData("git")]
    public async Task Run_StoppedInTheMiddle_ReadsEveryItemOnce(string kind)
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 4);
        var request = new IngestionRequest(kind, [Source(world, kind)], "s");
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Ingestion.RunAsync(request, new StopAt(13, stop), stop.Token));
        var half = (await world.DocumentsAsync()).Count;
        var report = await world.Ingestion.RunAsync(request, null, Cancel);

        Assert.InRange(half, 12, Items - 1);
        Assert.True(report.Resumed);
        Assert.Equal((Items, Items, 0, 0, 0), (report.Run.Read, report.Run.New, report.Run.Changed, report.Run.Unchanged, report.Run.Rejected));
        Assert.Equal(Items, (await world.DocumentsAsync()).Count);
    }

    [Fact]
    public async Task Run_FileChangedSinceItWasStopped_IsReadFromTheBeginning()
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 4);
        var file = Source(world, "jsonl");
        var request = new IngestionRequest("jsonl", [file], "s");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Ingestion.RunAsync(request, new StopAt(13, stop), stop.Token));
        var lines = await File.ReadAllLinesAsync(file, Cancel);
        await File.WriteAllLinesAsync(file, ["""{"type":"document","id":"inserted","title":"longer than before"}""", .. lines], Cancel);

        await world.Ingestion.RunAsync(request, null, Cancel);

        Assert.Equal(Items + 1, (await world.DocumentsAsync()).Count);
    }

    [Fact]
    public async Task Run_AnotherProcessMovedTheCheckpoint_StopsWithoutTouchingItsRun()
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 4);
        var request = new IngestionRequest("jsonl", [Source(world, "jsonl")], "s");

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.Ingestion.RunAsync(request, new Intruder(world), Cancel));

        Assert.Contains("another process is ingesting it", error.Message, StringComparison.Ordinal);
        await using var db = world.Database.CreateDbContext();
        var run = await db.IngestionRuns.SingleAsync(Cancel);
        Assert.Equal((Core.Model.IngestionStatus.Running, "theirs"), (run.Status, run.Checkpoint));
    }

    private static string Source(IngestionWorld world, string kind)
    {
        var numbers = Enumerable.Range(1, Items);
        switch (kind)
        {
            case "csv":
                return world.Write("s.csv", "id,title,body\n" + string.Concat(numbers.Select(i => $"{i},\"title\n{i}\",x\n")));
            case "jsonl":
                return world.Write("s.jsonl", string.Concat(numbers.Select(i => $$"""{"type":"document","id":"{{i}}","title":"t{{i}}"}""" + "\n")));
            case "stackexchange":
                world.Write("dump/Posts.xml", "<posts>\n" + string.Concat(numbers.Select(i => $"<row Id=\"{i}\" PostTypeId=\"1\" Title=\"t{i}\" Body=\"b\" CreationDate=\"2020-01-01\" />\n")) + "</posts>\n");
                return Path.Combine(world.Folder, "dump");
            case "debian":
                return world.Write("s_Packages", string.Concat(numbers.Select(i => $"Package: p{i}\nMaintainer: A B <a@b.org>\nDescription: d{i}\nFilename: f\n\n")));
            default:
                var path = Path.Combine(world.Folder, "repo");
                Repository.Init(path);
                using (var repository = new Repository(path))
                {
                    foreach (var i in numbers)
                    {
                        File.WriteAllText(Path.Combine(path, "a.txt"), i.ToString(CultureInfo.InvariantCulture));
                        Commands.Stage(repository, "a.txt");
                        var signature = new Signature("A B", "a@b.example", new DateTimeOffset(2025, 1, 1, 0, i, 0, TimeSpan.Zero));
                        repository.Commit($"commit {i}", signature, signature);
                    }
                }
                return path;
        }
    }

    private sealed class StopAt(int items, CancellationTokenSource stop) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value)
        {
            if (value.Read >= items)
                stop.Cancel();
        }
    }

    private sealed class Intruder(IngestionWorld world) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value)
        {
            using var db = world.Database.CreateDbContext();
            db.IngestionRuns.ExecuteUpdate(set => set.SetProperty(run => run.Checkpoint, "theirs"));
        }
    }
}
