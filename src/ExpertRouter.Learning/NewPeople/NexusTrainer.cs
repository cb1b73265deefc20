using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ExpertRouter.Learning.Numerics;

namespace ExpertRouter.Learning.NewPeople;

/// <summary>
/// Trains a <see cref="NexusProjection"/> on known experts: softmax cross-entropy of the right ones among all, Adam with decoupled
/// weight decay (Loshchilov and Hutter, ICLR 2019). First comes a rehearsal: some of the known experts play newcomers, the
/// rest train, and the number of steps after which the newcomers are found best (recall at 5 among all) is how long the final
/// training on all lasts. One thread; the same episodes and options give the same projection.
/// </summary>
/// <param name="options">How.</param>
public sealed class NexusTrainer(NexusOptions options)
{
    private const int Cut = 5;

    /// <summary>Trains.</summary>
    /// <param name="episodes">At least one; all number the experts alike.</param>
    /// <exception cref="ArgumentException">There is no query to learn from.</exception>
    public NexusProjection Train(IReadOnlyList<NexusEpisode> episodes)
    {
        if (episodes.Count == 0 || episodes.Any(episode => episode.Queries.Count == 0))
            throw new ArgumentException("training needs episodes with at least one query each", nameof(episodes));
        var experts = episodes[0].Means.Length;
        int[] shuffled = [.. Enumerable.Range(0, experts)];
        new Random(options.Seed).Shuffle(shuffled);
        var newcomers = shuffled.Take((int)(experts * options.RehearsalShare)).ToHashSet();
        var steps = newcomers.Count == 0 ? options.MaximumSteps : Rehearse(episodes, newcomers);
        var model = new NexusModel(options, episodes[0].Means.First(mean => mean.Length > 0).Length);
        Run(model, episodes, steps, _ => { });
        return model.ToProjection() with { Steps = steps, DataHash = Hash(episodes) };
    }

    /// <summary>Mean over the queries of the share of their right experts of a kind among the first five; queries without such an expert do not count.</summary>
    internal static double Recall(NexusProjection projection, NexusEpisode episode, HashSet<int> kind)
    {
        float[][] vectors = [.. episode.Means.Select(mean => mean.Length == 0 ? [] : projection.Project(mean))];
        var (sum, count) = (0.0, 0);
        foreach (var query in episode.Queries)
        {
            int[] right = [.. query.Experts.Where(kind.Contains)];
            if (right.Length == 0) continue;
            var first = vectors.Index()
                .Where(expert => expert.Item.Length > 0)
                .OrderByDescending(expert => VectorSum.Dot<float>(query.Vector, expert.Item))
                .Take(Cut)
                .Select(expert => expert.Index)
                .ToHashSet();
            sum += (double)right.Count(first.Contains) / right.Length;
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }

    private int Rehearse(IReadOnlyList<NexusEpisode> episodes, HashSet<int> newcomers)
    {
        NexusEpisode[] known = [.. episodes
            .Select(episode => new NexusEpisode(
                [.. episode.Means.Select((mean, expert) => newcomers.Contains(expert) ? [] : mean)],
                [.. episode.Queries
                    .Select(query => query with { Experts = [.. query.Experts.Where(expert => !newcomers.Contains(expert))] })
                    .Where(query => query.Experts.Length > 0)]))
            .Where(episode => episode.Queries.Count > 0)];
        if (known.Length == 0) return 0;
        var model = new NexusModel(options, known[0].Means.First(mean => mean.Length > 0).Length);
        var (best, bestSteps) = (Found(model), 0);
        Run(model, known, options.MaximumSteps, step =>
        {
            if (step % options.CheckEvery != 0) return;
            var found = Found(model);
            if (found > best) (best, bestSteps) = (found, step);
        });
        return bestSteps;

        double Found(NexusModel current) => episodes.Average(episode => Recall(current.ToProjection(), episode, newcomers));
    }

    private void Run(NexusModel model, IReadOnlyList<NexusEpisode> episodes, int steps, Action<int> after)
    {
        var random = new Random(options.Seed);
        for (var step = 1; step <= steps; step++)
        {
            var episode = episodes[(step - 1) % episodes.Count];
            model.Step(episode.Means, [.. Enumerable.Range(0, options.Batch).Select(_ => episode.Queries[random.Next(episode.Queries.Count)])], step);
            after(step);
        }
    }

    private static string Hash(IReadOnlyList<NexusEpisode> episodes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var episode in episodes)
        {
            foreach (var mean in episode.Means) hash.AppendData(MemoryMarshal.AsBytes(mean.AsSpan()));
            foreach (var query in episode.Queries)
            {
                hash.AppendData(MemoryMarshal.AsBytes(query.Vector.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes(query.Experts.AsSpan()));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
