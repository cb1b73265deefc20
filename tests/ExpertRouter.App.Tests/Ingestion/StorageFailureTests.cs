using System.Data.Common;
using ExpertRouter.App.Ingestion;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class StorageFailureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_DiskFull_KeepsWholeBatchesSaysWhatToDoAndContinues()
    {
        SmallDisk? disk = null;
        await using var world = await IngestionWorld.CreateAsync(batchSize: 10, contexts: database => disk = new SmallDisk(database.Options));
        var rows = Enumerable.Range(0, 100).Select(i => $$"""{"type":"document","id":"d{{i}}","title":"t{{i}}","body":"{{new string('x', 20_000)}}","authors":["a{{i}}"]}""");
        var file = world.Write("d.jsonl", string.Join('\n', rows));

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.RunAsync("jsonl", file));
        var (documents, authors, read) = await CountsAsync(world);
        disk!.Pages = 100_000;
        var report = await world.RunAsync("jsonl", file);

        Assert.Contains("disk with the store is full", error.Message, StringComparison.Ordinal);
        Assert.InRange(documents, 10, 90);
        Assert.Equal((0, documents, documents), (documents % 10, authors, (int)read));
        Assert.True(report.Resumed);
        Assert.Equal((100, 100, 0), (report.Run.Read, report.Run.New, report.Run.Rejected));
        Assert.Equal(100, (await CountsAsync(world)).Documents);
    }

    [Fact]
    public async Task Run_SourceVanishesHalfWay_SaysSoAndContinuesWhenItIsBack()
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 1);
        var first = string.Join('\n', Enumerable.Range(0, 20).Select(i => $$"""{"type":"document","id":"a{{i}}","title":"t"}"""));
        world.Write("in/1.jsonl", first);
        var second = world.Write("in/2.jsonl", """{"type":"document","id":"b","title":"t"}""");
        var folder = Path.Combine(world.Folder, "in");
        var request = new IngestionRequest("jsonl", [folder]);

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.Ingestion.RunAsync(request, new OnProgress(_ => File.Delete(second)), Cancel));
        var (half, _, _) = await CountsAsync(world);
        world.Write("in/2.jsonl", """{"type":"document","id":"b","title":"t"}""");
        var report = await world.Ingestion.RunAsync(request, null, Cancel);

        Assert.Contains("2.jsonl: there is no such file", error.Message, StringComparison.Ordinal);
        Assert.Equal(20, half);
        Assert.True(report.Resumed);
        Assert.Equal((21, 21, 0, 0), (report.Run.Read, report.Run.New, report.Run.Changed, report.Run.Unchanged));
        await using var db = world.Database.CreateDbContext();
        Assert.Equal(1, await db.IngestionRuns.CountAsync(Cancel));
    }

    [Fact]
    public async Task Run_Cancelled_IsNotedAndContinues()
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 1);
        var file = world.Write("d.jsonl", string.Join('\n', Enumerable.Range(0, 20).Select(i => $$"""{"type":"document","id":"a{{i}}","title":"t"}""")));
        using var stop = new CancellationTokenSource();
        var request = new IngestionRequest("jsonl", [file]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Ingestion.RunAsync(request, new OnProgress(p => { if (p.Read == 5) stop.Cancel(); }), stop.Token));
        await using var db = world.Database.CreateDbContext();
        var status = (await db.IngestionRuns.AsNoTracking().SingleAsync(Cancel)).Status;
        var report = await world.Ingestion.RunAsync(request, null, Cancel);

        Assert.Equal(IngestionStatus.Cancelled, status);
        Assert.Equal((20, 20), (report.Run.Read, report.Run.New));
    }

    [Fact]
    public async Task Run_WhileAnotherRuns_IsRefused()
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 1);
        var file = world.Write("d.jsonl", """{"type":"document","id":"a","title":"t"}""");
        var request = new IngestionRequest("jsonl", [file]);
        Task<IngestionReport>? inner = null;

        await world.Ingestion.RunAsync(request, new OnProgress(_ => inner ??= world.Ingestion.RunAsync(request, null, Cancel)), Cancel);

        var error = await Assert.ThrowsAsync<IngestionException>(() => inner!);
        Assert.Contains("is being ingested already", error.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Documents, int Authors, long Read)> CountsAsync(IngestionWorld world)
    {
        await using var db = world.Database.CreateDbContext();
        return (await db.Documents.CountAsync(Cancel), await db.Experts.CountAsync(Cancel), (await db.IngestionRuns.SingleAsync(Cancel)).Read);
    }

    private sealed class OnProgress(Action<IngestionProgress> act) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value) => act(value);
    }

    /// <summary>A SQLite database that may not grow beyond some pages of 4 KB, as on a full disk.</summary>
    private sealed class SmallDisk(DatabaseOptions options) : DbConnectionInterceptor, IDbContextFactory<AppDbContext>
    {
        public int Pages { get; set; } = 500;

        public AppDbContext CreateDbContext()
        {
            var builder = new DbContextOptionsBuilder<AppDbContext>();
            builder.UseExpertRouterDatabase(options).AddInterceptors(this);
            return new AppDbContext(builder.Options);
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count={Pages}";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
