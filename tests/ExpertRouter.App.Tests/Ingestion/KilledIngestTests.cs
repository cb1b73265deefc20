using System.Diagnostics;
using System.Globalization;
using System.Text;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Ingestion;

/// <summary>Runs the command line as a process of its own, kills it (SIGKILL) in the middle of its work, and lets it finish.</summary>
public sealed class KilledIngestTests(ITestOutputHelper output)
{
    private const int Documents = 1500;
    private const int Kills = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ingest_KilledSeveralTimes_EndsAsIfNothingHadHappened()
    {
        var folder = Directory.CreateTempSubdirectory("expertrouter-kill-").FullName;
        try
        {
            var seed = Environment.TickCount;
            output.WriteLine($"seed {seed}");
            var random = new Random(seed);
            var file = Path.Combine(folder, "all.jsonl");
            await File.WriteAllTextAsync(file, Corpus(), Cancel);
            var (whole, broken) = (Path.Combine(folder, "whole"), Path.Combine(folder, "broken"));

            Assert.Equal(0, await FinishAsync(file, whole));
            var midway = 0;
            for (var kill = 0; kill < Kills; kill++)
                midway += await KillAsync(file, broken, random) ? 1 : 0;
            Assert.Equal(0, await FinishAsync(file, broken));

            output.WriteLine($"{midway} of {Kills} kills hit a run that had stored a part");
            Assert.True(midway > 0, "no kill hit a run at work; the test showed nothing");
            Assert.Equal(await StateAsync(whole), await StateAsync(broken));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Documents with shared authors, every fiftieth row bad, every seventh an answer to an earlier or later document.</summary>
    private static string Corpus()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Documents; i++)
        {
            if (i % 50 == 49)
                text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"document\",\"id\":\"bad{i}\"}}\n");
            if (i % 7 == 3)
                text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"document\",\"id\":\"d{i}\",\"kind\":\"answer\",\"body\":\"answer {i}\",\"parent\":\"d{(i * 31 % Documents) / 7 * 7}\",\"authors\":[\"p{i % 90}\"]}}\n");
            else
                text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"document\",\"id\":\"d{i}\",\"title\":\"title {i}\",\"body\":\"{new string('x', i % 400)}\",\"tags\":[\"t{i % 11}\"],\"authors\":[\"p{i % 97}\",\"q{i}@x.example:reviewer\"]}}\n");
        }
        return text.ToString();
    }

    private static Process Start(string file, string data)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "expertrouter.dll"), "ingest", "jsonl", file, "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EXPERTROUTER_Ingestion__BatchSize"] = "25";
        return Process.Start(start)!;
    }

    private async Task<int> FinishAsync(string file, string data)
    {
        using var process = Start(file, data);
        var text = process.StandardOutput.ReadToEndAsync(Cancel);
        output.WriteLine(await process.StandardError.ReadToEndAsync(Cancel));
        output.WriteLine(await text);
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }

    /// <summary>Waits until the run has stored a random number of items more, then a random moment, then kills. True when it was at work.</summary>
    private async Task<bool> KillAsync(string file, string data, Random random)
    {
        var enough = await ReadAsync(data) + random.Next(1, Documents / Kills);
        using var process = Start(file, data);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited && await ReadAsync(data) < enough)
            await Task.Delay(5, Cancel);
        await Task.Delay(random.Next(0, 150), Cancel);
        process.Kill();
        await process.WaitForExitAsync(Cancel);
        var after = await ReadAsync(data);
        output.WriteLine($"killed with {after} items stored");
        return after > 0 && after < Documents;
    }

    private static async Task<long> ReadAsync(string data)
    {
        var path = Path.Combine(data, "expertrouter.db");
        if (!File.Exists(path))
            return 0;
        await using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        try
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT COALESCE(MAX(\"Read\"), 0) FROM \"IngestionRuns\"";
            return (long)(await command.ExecuteScalarAsync(Cancel))!;
        }
        catch (SqliteException)
        {
            // Not migrated yet, or being opened by the other process.
            return 0;
        }
    }

    /// <summary>Everything that a reader could tell apart, without ids and times of storage.</summary>
    private static async Task<string> StateAsync(string data)
    {
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseExpertRouterDatabase(new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(data, "expertrouter.db")}" });
        await using var db = new AppDbContext(builder.Options);
        var run = await db.IngestionRuns.SingleAsync(Cancel);
        Assert.Equal(IngestionStatus.Completed, run.Status);
        var experts = await db.Experts.OrderBy(expert => expert.ExternalId).ToDictionaryAsync(expert => expert.Id, Cancel);
        var documents = await db.Documents.Include(document => document.Authorships).OrderBy(document => document.ExternalId).ToListAsync(Cancel);
        var state = new StringBuilder();
        state.AppendLine(CultureInfo.InvariantCulture, $"read {run.Read} new {run.New} changed {run.Changed} unchanged {run.Unchanged} rejected {run.Rejected}");
        foreach (var document in documents)
        {
            var authors = document.Authorships.Select(a => $"{experts[a.ExpertId].ExternalId} {a.Role} {a.Weight}").Order(StringComparer.Ordinal);
            state.AppendLine(CultureInfo.InvariantCulture, $"{document.ExternalId}|{document.Title}|{document.Body}|{string.Join(',', document.Tags)}|{Convert.ToHexString(document.ContentHash)}|{string.Join(';', authors)}");
        }
        foreach (var name in experts.Values.Select(expert => expert.ExternalId).Order(StringComparer.Ordinal))
            state.AppendLine(name);
        foreach (var line in await File.ReadAllLinesAsync(run.RejectsFile!, Cancel))
            state.AppendLine(line);
        Assert.Equal(documents.Count, documents.Select(document => document.ChangeSequence).Distinct().Count());
        return state.ToString();
    }
}
