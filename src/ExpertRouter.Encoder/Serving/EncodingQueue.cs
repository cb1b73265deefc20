using System.Threading.Channels;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving;

/// <summary>
/// Feeds one model from one worker. What arrives while a run is under way shares the next one, so single queries wait for nobody
/// when the model is idle and are batched when it is busy. Small requests go before large ones in turn: a search waits at most for
/// one batch of an indexing job. A run whose callers have all cancelled is ended. Owns the model.
/// </summary>
internal sealed class EncodingQueue : IDisposable
{
    /// <summary>Requests of at most so many texts count as small.</summary>
    public const int SmallRequest = 16;

    private readonly Channel<EncodingRequest> _arrivals = Channel.CreateUnbounded<EncodingRequest>(new() { SingleReader = true });
    private readonly List<EncodingRequest> _small = [];
    private readonly List<EncodingRequest> _large = [];
    private readonly EncoderModel _model;
    private readonly EncoderOptions _options;
    private long _runs;

    public EncodingQueue(EncoderModel model, EncoderOptions options)
    {
        _model = model;
        _options = options;
        _ = Task.Run(WorkAsync);
    }

    /// <summary>Runs of the model so far.</summary>
    public long Runs => Interlocked.Read(ref _runs);

    /// <exception cref="ObjectDisposedException">The encoder is disposed.</exception>
    public async Task<float[]?[]> EncodeAsync(IReadOnlyList<int[]> texts, CancellationToken cancellationToken)
    {
        var request = new EncodingRequest(texts, cancellationToken);
        ObjectDisposedException.ThrowIf(!_arrivals.Writer.TryWrite(request), typeof(TextEncoder));
        await using var registration = cancellationToken.Register(request.Cancel);
        return await request.Completion;
    }

    /// <summary>Ends the worker after its current run and releases the model.</summary>
    public void Dispose() => _arrivals.Writer.TryComplete();

    private async Task WorkAsync()
    {
        try
        {
            while (await _arrivals.Reader.WaitToReadAsync(CancellationToken.None))
            {
                do
                {
                    Admit();
                    Run(_small);
                    Run(_large);
                }
                while (_small.Count + _large.Count > 0 && !_arrivals.Reader.Completion.IsCompleted);
            }
        }
        finally
        {
            foreach (var request in _small.Concat(_large))
                request.Fail(new ObjectDisposedException(nameof(TextEncoder)));
            _model.Dispose();
        }
    }

    private void Admit()
    {
        while (_arrivals.Reader.TryRead(out var request))
            (request.Texts.Count <= SmallRequest ? _small : _large).Add(request);
        _small.RemoveAll(request => request.IsAbandoned);
        _large.RemoveAll(request => request.IsAbandoned);
    }

    private void Run(List<EncodingRequest> waiting)
    {
        if (waiting.Count == 0)
            return;
        var batch = NextBatch(waiting);
        waiting.RemoveAll(request => request.IsTaken);
        using var run = new RunOptions();
        using var watch = new AbandonmentWatch(batch, run);
        Interlocked.Increment(ref _runs);
        try
        {
            var vectors = _model.Encode([.. batch.Select(item => item.Tokens)], run);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Request.Deliver(batch[i].Index, vectors[i]);
        }
        catch (Exception e)
        {
            // The worker must outlive a failed run: the callers of this batch get the error, the next batch is served.
            foreach (var item in batch)
                item.Request.Fail(e);
        }
    }

    /// <summary>The next text of the oldest request and others; where they are padded, others of about its length.</summary>
    private List<EncodingItem> NextBatch(List<EncodingRequest> waiting)
    {
        var batch = new List<EncodingItem>();
        var limit = _model.Pads ? _options.MaxBatchTokens : _options.MaxPooledBatchTokens;
        var anchor = waiting[0].NextLength;
        var slack = _model.Pads ? Math.Max(8, anchor / 2) : int.MaxValue;
        var (longest, tokens) = (0, 0L);
        foreach (var request in waiting)
            while (!request.IsTaken && batch.Count < _options.MaxBatchTexts)
            {
                var length = request.NextLength;
                var total = _model.Pads ? (batch.Count + 1L) * Math.Max(longest, length) : tokens + length;
                if (Math.Abs(length - anchor) > slack || (batch.Count > 0 && total > limit))
                    break;
                (longest, tokens) = (Math.Max(longest, length), tokens + length);
                batch.Add(request.Take());
            }
        return batch;
    }
}
