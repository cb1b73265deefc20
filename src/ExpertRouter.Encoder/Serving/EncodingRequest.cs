namespace ExpertRouter.Encoder.Serving;

/// <summary>The texts of one caller, shortest first, on their way through the queue. Touched by the queue's worker only, except <see cref="IsAbandoned"/>.</summary>
internal sealed class EncodingRequest
{
    private readonly TaskCompletionSource<float[]?[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly float[]?[] _vectors;
    private readonly int[] _order;
    private int _taken;
    private int _done;

    public EncodingRequest(IReadOnlyList<int[]> texts, CancellationToken cancellationToken)
    {
        Texts = texts;
        CancellationToken = cancellationToken;
        _vectors = new float[]?[texts.Count];
        _order = [.. Enumerable.Range(0, texts.Count)];
        Array.Sort([.. texts.Select(text => text.Length)], _order);
    }

    /// <summary>Token ids.</summary>
    public IReadOnlyList<int[]> Texts { get; }

    /// <summary>The caller's.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Vectors in the order of the texts; null where a vector was not finite.</summary>
    public Task<float[]?[]> Completion => _completion.Task;

    /// <summary>Nobody waits for it any more.</summary>
    public bool IsAbandoned => CancellationToken.IsCancellationRequested || Completion.IsCompleted;

    /// <summary>Every text has been handed out.</summary>
    public bool IsTaken => _taken == _order.Length;

    /// <summary>Length of the next text to be handed out.</summary>
    public int NextLength => Texts[_order[_taken]].Length;

    /// <summary>Hands out the next text.</summary>
    public EncodingItem Take() => new(this, _order[_taken++]);

    public void Deliver(int index, float[]? vector)
    {
        _vectors[index] = vector;
        if (++_done == _vectors.Length)
            _completion.TrySetResult(_vectors);
    }

    /// <summary>Hands the error to the caller, who sees a cancellation where he asked for one.</summary>
    public void Fail(Exception e)
    {
        if (CancellationToken.IsCancellationRequested)
            Cancel();
        else
            _completion.TrySetException(e);
    }

    public void Cancel() => _completion.TrySetCanceled(CancellationToken);
}
