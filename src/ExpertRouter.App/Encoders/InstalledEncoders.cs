using ExpertRouter.App.Setup;
using ExpertRouter.Core.Model;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Encoders;

/// <summary>
/// The installation's encoder with its vectors, and, after a change of the model, the former one with its vectors until the new one has
/// encoded everything. A set of vectors serves only while it covers the index: there is no wrong and no outdated vector. Without a usable
/// model nothing serves and searches go by words. The model is opened when first asked for and looked at again while
/// the index is kept up. Thread-safe; only the process that writes the index writes vectors.
/// </summary>
public sealed partial class InstalledEncoders(
    DataDirectory data, LexicalIndex index, IOptions<InstalledEncoderOptions> options, OpenEncoder open, TimeProvider time, ILogger<InstalledEncoders> logger) : IDisposable
{
    /// <summary>Searches that began with an encoder are over by then.</summary>
    private static readonly TimeSpan LongestSearch = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<(VectorSet Set, long At)> _retired = [];
    private readonly FormerVectors _vectorsOnDisk = new(data, index, open, time, logger);
    private (string Folder, string Stamp)? _looked;
    private VectorSet? _wanted;
    private VectorSet? _former;
    private volatile VectorSet? _serving;
    private volatile string? _problem;
    private volatile bool _hasLooked;
    private bool _writing;

    /// <summary>What searches use; null when they go by words only.</summary>
    public VectorSet? Serving
    {
        get
        {
            if (!_hasLooked)
                Refresh();
            return _serving;
        }
    }

    /// <summary>The state, without <see cref="EncoderStatus.Waiting"/>.</summary>
    public EncoderStatus Status
    {
        get
        {
            if (!options.Value.Enabled)
                return EncoderStatus.Off;
            _ = Serving;
            var wanted = _wanted;
            return new EncoderStatus
            {
                Folder = EncoderFolder.Choose(options.Value, data), ModelId = wanted?.Encoder.ModelId, Device = wanted?.Encoder.Device,
                ServingModelId = _serving?.Encoder.ModelId, Vectors = wanted?.Vectors.RowCount ?? 0, Problem = _problem,
            };
        }
    }

    /// <summary>The installation's model with its vectors, whether it serves yet or not; null when it cannot be used.</summary>
    internal VectorSet? Wanted
    {
        get
        {
            _ = Serving;
            return _wanted;
        }
    }

    /// <summary>Sees a changed model, and what another process has written.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            Look();
            if (!_writing)
                Report((VectorSet?[])[_wanted, _former], Ready);
            Settle();
            _hasLooked = true;
        }
    }

    /// <summary>Becomes the writer, after the index did.</summary>
    internal void BeginWriting()
    {
        lock (_gate)
        {
            _writing = true;
            Look();
            Report((VectorSet?[])[_wanted, _former], Ready);
            Settle();
            _hasLooked = true;
        }
    }

    /// <summary>Decides which vectors serve; called after every commit of the index and of vectors.</summary>
    internal void Update()
    {
        lock (_gate)
            Settle();
    }

    /// <summary>Drops all vectors, with the index.</summary>
    internal void Clear()
    {
        lock (_gate)
        {
            foreach (var set in Sets())
                set.Vectors.Clear();
            Settle();
        }
    }

    /// <summary>Encodes a batch for every set that has all before it. What fails is behind from then on and filled up later.</summary>
    /// <returns>Entries with text but without a vector.</returns>
    internal async Task<IReadOnlyList<long>> AppendAsync(
        IReadOnlyList<Document> documents, IReadOnlyList<Expert> experts, IndexCheckpoint before, IndexCheckpoint after, CancellationToken cancellationToken)
    {
        VectorSet[] level;
        lock (_gate)
            level = [.. Sets().Where(set => set.Covers(before))];
        IReadOnlyList<long> without = [];
        foreach (var set in level)
        {
            try
            {
                without = await set.Passages.AppendAsync(documents, experts, after, cancellationToken);
            }
            // Whatever goes wrong with meaning, words must not wait for it.
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error, set.Encoder.ModelId);
            }
        }
        return without;
    }

    /// <summary>Makes small segments one, after a commit of the index or of vectors. Segments that cannot be merged stay as they are.</summary>
    internal void Compact(IndexCheckpoint committed)
    {
        lock (_gate)
            foreach (var set in Sets())
            {
                try
                {
                    set.Vectors.Compact(committed);
                }
                // The commit is done, and what was not merged is found as before: only searches take longer.
                catch (Exception error)
                {
                    LogNotMerged(error, set.Folder);
                }
            }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var set in Sets().Concat(_retired.Select(entry => entry.Set)))
                set.Encoder.Lifetime.Dispose();
            _retired.Clear();
            (_wanted, _former, _serving) = (null, null, null);
        }
    }

    private IEnumerable<VectorSet> Sets() => ((VectorSet?[])[_wanted, _former]).OfType<VectorSet>();

    private void Look()
    {
        if (!options.Value.Enabled)
            return;
        var folder = EncoderFolder.Choose(options.Value, data);
        var stamp = EncoderFolder.Stamp(folder);
        if (_looked == (folder, stamp))
            return;
        _looked = (folder, stamp);
        if (Open(folder) is not { } encoder)
        {
            Retire(_wanted);
            Retire(_former);
            (_wanted, _former) = (null, null);
            return;
        }
        _problem = null;
        if (_wanted?.Encoder.ModelId == encoder.ModelId)
        {
            encoder.Lifetime.Dispose();
            return;
        }
        var next = new VectorSet(encoder, index, VectorSet.FolderOf(data.Vectors, encoder.ModelId, options.Value.Precision), options.Value.Precision, time);
        if (_wanted is not null && _wanted == _serving)
        {
            Retire(_former);
            _former = _wanted;
        }
        else
        {
            Retire(_wanted);
        }
        _wanted = next;
        Report([next], Ready);
        if (_former is null && !next.Covers(index.Checkpoint))
            _former = _vectorsOnDisk.FindCovering(next.Folder, former => Report([former], Ready));
        LogOpened(encoder.ModelId, encoder.Device, folder);
    }

    private ServedEncoder? Open(string folder)
    {
        try
        {
            return open(folder);
        }
        catch (Exception error) when (error is ModelLoadException or IOException or UnauthorizedAccessException or DllNotFoundException or TypeInitializationException)
        {
            if (_problem != error.Message)
                LogUnusable(error.Message);
            _problem = error.Message;
            return null;
        }
    }

    /// <summary>Has a set see what was written, or write from now on.</summary>
    private IReadOnlyList<string> Ready(VectorSet set)
    {
        if (!_writing)
            return set.Vectors.Refresh();
        var dropped = set.Vectors.BeginWriting(index.Checkpoint);
        try
        {
            set.KeepModel();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [.. dropped, $"The model could not be copied beside its vectors in '{set.Folder}': {error.Message} After the next change of the model, searches go by words until everything is encoded."];
        }
        return dropped;
    }

    private void Settle()
    {
        foreach (var (set, _) in _retired.Where(entry => time.GetElapsedTime(entry.At) > LongestSearch))
            set.Encoder.Lifetime.Dispose();
        _retired.RemoveAll(entry => time.GetElapsedTime(entry.At) > LongestSearch);
        if (_wanted is not { } wanted)
        {
            _serving = null;
            return;
        }
        var at = index.Checkpoint;
        var serving = wanted.Covers(at) ? wanted : _former?.Covers(at) == true ? _former : null;
        if (serving != _serving && serving is not null)
            LogServes(serving.Encoder.ModelId, serving.Vectors.RowCount);
        _serving = serving;
        if (serving != wanted)
            return;
        Retire(_former);
        _former = null;
        if (_writing)
            _vectorsOnDisk.DropAllBut(wanted.Folder);
    }

    private void Retire(VectorSet? set)
    {
        if (set is not null)
            _retired.Add((set, time.GetTimestamp()));
    }

    private void Report(IEnumerable<VectorSet?> sets, Func<VectorSet, IReadOnlyList<string>> act)
    {
        foreach (var problem in sets.OfType<VectorSet>().SelectMany(act))
            LogVectors(problem);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Encoder {ModelId} runs on {Device} (from {Folder})")]
    private partial void LogOpened(string modelId, EncoderDevice device, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "Searches use meaning: {ModelId}, {Vectors} vectors")]
    private partial void LogServes(string modelId, long vectors);

    [LoggerMessage(Level = LogLevel.Error, Message = "Searches go by words only, the encoder cannot be used: {Reason}")]
    private partial void LogUnusable(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Encoder {ModelId} failed; its entries are found by their words until it has caught up")]
    private partial void LogFailed(Exception error, string modelId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Vectors in {Folder} could not be merged; everything is found, searches take longer until it succeeds after a later commit")]
    private partial void LogNotMerged(Exception error, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogVectors(string problem);
}
