using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using Npgsql;
using NpgsqlTypes;

namespace ExpertRouter.Benchmarks.Find;

/// <summary>
/// <c>find-vs-postgres [--documents N] [--queries N]</c>: the same documents and queries, in the same run, through the product and through
/// what a team would otherwise build: a GIN-indexed tsvector, the 200 best by ts_rank_cd, grouped by expert.
/// </summary>
internal static class PostgresBenchmark
{
    private const string Variable = "EXPERTROUTER_TEST_POSTGRES";
    private const int Seed = 20260101;

    private const string Find = """
        SELECT expert, sum(rank) AS score
        FROM (SELECT expert, ts_rank_cd(words, query, 1) AS rank FROM document, to_tsquery('english', $1) query
              WHERE words @@ query ORDER BY rank DESC, id LIMIT 200) best
        GROUP BY expert ORDER BY score DESC, expert LIMIT 10
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } server)
        {
            Console.Error.WriteLine($"Set {Variable} to the connection string of a PostgreSQL server on which databases may be created.");
            return 2;
        }
        var documents = BenchmarkArguments.Number(args, "--documents", 200_000);
        var queries = BenchmarkArguments.Number(args, "--queries", 200);
        using var bench = new FindBench(new SyntheticCorpus(Seed, FindBench.Experts));
        await bench.SaveExpertsAsync();
        await bench.AddDocumentsAsync(1, documents);
        var ours = await FindBenchmark.MeasureAsync(bench.Corpus, documents, queries, text => bench.FindAsync(text, FindPipeline.Lexical));
        Console.WriteLine($"ExpertRouter, {documents:N0} documents: {ours}");

        var name = $"expertrouter_bench_{Guid.CreateVersion7():N}";
        await ExecuteAsync(server, $"CREATE DATABASE \"{name}\"");
        try
        {
            var theirs = await MeasureAsync(new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString, bench.Corpus, documents, queries);
            Console.WriteLine(FormattableString.Invariant($"PostgreSQL full-text search, {documents:N0} documents: p50 {theirs.Clock.P50:F1} ms, p95 {theirs.Clock.P95:F1} ms"));
            Console.WriteLine(FormattableString.Invariant($"PostgreSQL by ExpertRouter: p50 x {theirs.Clock.P50 / ours.Clock.P50:F1}, p95 x {theirs.Clock.P95 / ours.Clock.P95:F1}"));
        }
        finally
        {
            await ExecuteAsync(server, $"DROP DATABASE \"{name}\" WITH (FORCE)");
        }
        return 0;
    }

    private static async Task<Latencies> MeasureAsync(string database, BenchmarkCorpus corpus, long documents, int queries)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await FillAsync(connection, corpus, documents);
        await using var command = new NpgsqlCommand(Find, connection);
        var text = command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "" });
        await command.PrepareAsync();
        return await FindBenchmark.MeasureAsync(corpus, documents, queries, async words =>
        {
            text.Value = words.Replace(" ", " | ", StringComparison.Ordinal);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                _ = reader.GetInt64(0);
        });
    }

    private static async Task FillAsync(NpgsqlConnection connection, BenchmarkCorpus corpus, long documents)
    {
        await ExecuteAsync(connection, "CREATE TABLE raw (id bigint, expert bigint, content text)");
        await using (var copy = await connection.BeginBinaryImportAsync("COPY raw FROM STDIN (FORMAT BINARY)"))
        {
            for (var id = 1L; id <= documents; id++)
            {
                var document = corpus.Document(id);
                await copy.StartRowAsync();
                await copy.WriteAsync(id, NpgsqlDbType.Bigint);
                await copy.WriteAsync(document.Authorships[0].ExpertId, NpgsqlDbType.Bigint);
                await copy.WriteAsync(Content(document), NpgsqlDbType.Text);
            }
            await copy.CompleteAsync();
        }
        await ExecuteAsync(connection, "CREATE TABLE document AS SELECT id, expert, to_tsvector('english', content) AS words FROM raw");
        await ExecuteAsync(connection, "DROP TABLE raw");
        await ExecuteAsync(connection, "CREATE INDEX ON document USING gin (words)");
        await ExecuteAsync(connection, "VACUUM ANALYZE document");
    }

    private static string Content(Document document) => $"{document.Title} {string.Join(' ', document.Tags)} {document.Body}";

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
