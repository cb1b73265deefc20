using System.Globalization;
using System.Text.Json;
using ExpertRouter.App.Encoders;
using ExpertRouter.App.Setup;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Evaluation.Experiments;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Training;

/// <summary>
/// The gate before searches: an encoder trained on the store goes into force only if, on text held out of every such training, it finds people or
/// texts significantly better than the encoder in use and neither significantly worse (Fisher's randomisation test, seeded). Every
/// decision is recorded. Thread-safe.
/// </summary>
public sealed class EncoderPromotion(
    EncoderCorpusReader reader, DataDirectory data, IOptions<InstalledEncoderOptions> installed, ILogger<TextEncoder> logger, TimeProvider time)
{
    /// <summary>Held-out items below which nothing is tested.</summary>
    public const int FewestHeldOut = 15;

    private const int Rounds = 20_000;
    private const int TestSeed = 1;
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web);

    /// <summary>Compares a candidate and, if it is better, puts it into force.</summary>
    /// <param name="folder">Folder of the candidate.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    /// <exception cref="ModelLoadException">The candidate, or the encoder in use, cannot be opened; the message says why.</exception>
    public async Task<EncoderHistoryEntry> PromoteAsync(string folder, CancellationToken cancellationToken)
    {
        using var candidate = Open(folder);
        var inUse = EncoderFolder.Choose(installed.Value, data);
        using var current = File.Exists(Path.Combine(inUse, ModelManifest.FileName)) ? Open(inUse) : null;
        var corpus = await reader.ReadAsync(restricted: false, cancellationToken);
        var judged = await EncoderJudge.JudgeAsync(candidate, corpus, cancellationToken);
        var before = current is null ? null : await EncoderJudge.JudgeAsync(current, corpus, cancellationToken);
        var pairs = Compare(judged.Pairs, before?.Pairs);
        var experts = Compare(judged.Experts, before?.Experts);
        var (promoted, reason) = current is null ? (true, $"there was no encoder in '{inUse}' to compare with") : Decide(candidate.ModelId == current.ModelId, pairs, experts);
        if (promoted && installed.Value.Model.Length > 0)
            reason += $"; but the configuration names {inUse}, which goes before it: clear Encoder:Model";
        var entry = new EncoderHistoryEntry(time.GetUtcNow(), candidate.ModelId, current?.ModelId, promoted, pairs, experts, reason);
        Directory.CreateDirectory(data.Models);
        if (promoted)
            Install(folder, candidate.Manifest);
        await File.AppendAllTextAsync(data.EncoderHistory, JsonSerializer.Serialize(entry, Line) + "\n", CancellationToken.None);
        return entry;
    }

    private static (bool Promoted, string Reason) Decide(bool same, EncoderComparison? pairs, EncoderComparison? experts)
    {
        EncoderComparison?[] measured = [experts, pairs];
        var figures = string.Join("; ", Describe("people", experts).Concat(Describe("texts", pairs)));
        if (same)
            return (false, "it is the encoder in use");
        if (measured.All(comparison => comparison?.PValue is null))
            return (false, string.Create(CultureInfo.InvariantCulture,
                $"nothing to compare on: {experts?.Items ?? 0} held-out documents and {pairs?.Items ?? 0} held-out pairs, {FewestHeldOut} of one kind are needed"));
        if (measured.Any(comparison => comparison?.IsWorse == true))
            return (false, $"worse: {figures}");
        return measured.Any(comparison => comparison?.IsBetter == true) ? (true, $"better: {figures}") : (false, $"not significantly better: {figures}");
    }

    private static IEnumerable<string> Describe(string what, EncoderComparison? comparison) => comparison is null
        ? []
        : [string.Create(CultureInfo.InvariantCulture,
            $"{what} found with MRR {comparison.Candidate:0.000} against {comparison.Current:0.000} on {comparison.Items} held-out texts{(comparison.PValue is { } p ? $", p = {p:0.0000}" : ", too few to test")}")];

    private static EncoderComparison? Compare(IReadOnlyList<double> candidate, IReadOnlyList<double>? current)
    {
        if (candidate.Count == 0)
            return null;
        double[] differences = current is null ? [] : [.. candidate.Zip(current, (after, before) => after - before)];
        return new EncoderComparison(
            candidate.Count, candidate.Average(), current?.Average(),
            differences.Length < FewestHeldOut ? null : PairedTests.RandomisationTest(differences, Rounds, TestSeed));
    }

    /// <summary>Copies beside the encoder in force and swaps the two folders, so that none is ever half there.</summary>
    private void Install(string folder, ModelManifest manifest)
    {
        var (next, former) = (data.Encoder + ".next", data.Encoder + ".former");
        foreach (var left in (string[])[next, former])
            if (Directory.Exists(left))
                Directory.Delete(left, recursive: true);
        Directory.CreateDirectory(next);
        foreach (var file in (string[])[manifest.Model, manifest.Tokenizer.File, ModelManifest.FileName])
            File.Copy(Path.Combine(folder, file), Path.Combine(next, file));
        if (Directory.Exists(data.Encoder))
            Directory.Move(data.Encoder, former);
        Directory.Move(next, data.Encoder);
        if (Directory.Exists(former))
            Directory.Delete(former, recursive: true);
    }

    private TextEncoder Open(string folder) => TextEncoder.Load(folder, new EncoderOptions { CacheEntries = 0 }, logger, time);
}
