namespace ExpertRouter.Encoder.Serving;

/// <summary>The vectors used last, by hash of model, prefix and text. Thread-safe.</summary>
internal sealed class EmbeddingCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, LinkedListNode<(UInt128 Key, float[] Vector)>> _entries = [];
    private readonly LinkedList<(UInt128 Key, float[] Vector)> _byUse = [];

    /// <summary>The vector, or null; a found one counts as used.</summary>
    public float[]? Find(UInt128 key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Vector;
        }
    }

    /// <summary>Keeps a vector; the one unused for longest gives way.</summary>
    public void Keep(UInt128 key, float[] vector)
    {
        if (capacity == 0)
            return;
        lock (_lock)
        {
            if (_entries.ContainsKey(key))
                return;
            if (_entries.Count == capacity)
            {
                _entries.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }
            _entries.Add(key, _byUse.AddFirst((key, vector)));
        }
    }
}
