using ExpertRouter.Data;
using ExpertRouter.Learning.ExpertiseTrees;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>
/// The expertise tree, kept up with the outcomes in the store, which are its log: new ones are learned at the next question a minute later, and where
/// they do not simply follow the known ones the tree is made anew. Every process and every restart comes to the same tree. Outcomes count
/// whose decision had the same rankers and the encoder of now. Thread-safe.
/// </summary>
public sealed class TreeKeeper(IDbContextFactory<AppDbContext> contexts, TraitsReader traits, IEnumerable<ITicketAdviser> advisers, TimeProvider time) : IDisposable
{
    /// <summary>Name of the ranking that routing would go by without a tree.</summary>
    public const string Finder = "finder";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly AdviceLog _log = new(contexts);
    private readonly string[] _advisers = [Finder, .. advisers.Select(adviser => adviser.Name)];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private List<AdviceOutcome> _learned = [];
    private LearnedTree? _tree;
    private (string? Encoder, DateTimeOffset At)? _looked;

    /// <summary>Names of the rankers whose advice is weighed.</summary>
    public IReadOnlyList<string> Advisers => _advisers;

    /// <summary>The tree's fingerprint and its regions; null before the first outcome.</summary>
    public Task<(string Fingerprint, TreeReport Report)?> ReportAsync(CancellationToken cancellationToken) =>
        ReadAsync(traits.Encoder, tree => tree is null ? default((string, TreeReport)?) : (tree.Fingerprint, TreeReport.Of(tree.Tree)), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>Reads the tree for tickets whose topics come from an encoder; nobody changes it meanwhile.</summary>
    internal async Task<T> ReadAsync<T>(string? encoder, Func<LearnedTree?, T> read, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_looked is not { } looked || looked.Encoder != encoder || now - looked.At >= LookEvery)
            {
                Learn([.. (await _log.ReadAsync(cancellationToken)).Where(outcome => outcome.Traits.Encoder == encoder && outcome.Advisers.SequenceEqual(_advisers))]);
                _looked = (encoder, now);
            }
            return read(_tree);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Learn(List<AdviceOutcome> outcomes)
    {
        var follows = _learned.Count >= ContextFrame.Reference && outcomes.Count >= _learned.Count
            && _learned.Index().All(entry => ReferenceEquals(entry.Item, outcomes[entry.Index]));
        if (follows && outcomes.Count > _learned.Count)
            _tree!.Learn(outcomes.Skip(_learned.Count));
        else if (!follows)
            _tree = outcomes.Count == 0 ? null : new LearnedTree(outcomes);
        _learned = outcomes;
    }
}
