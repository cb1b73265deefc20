namespace ExpertRouter.Encoder.Tokenization;

/// <summary>Fills a span of ids and quietly drops what does not fit.</summary>
internal ref struct IdWriter(Span<int> ids)
{
    private readonly Span<int> _ids = ids;

    /// <summary>Ids written.</summary>
    public int Count { get; private set; }

    /// <summary>Nothing more fits.</summary>
    public readonly bool IsFull => Count == _ids.Length;

    /// <summary>Appends an id.</summary>
    public void Add(int id)
    {
        if (!IsFull)
            _ids[Count++] = id;
    }

    /// <summary>Appends an id unless it stands at or after position <paramref name="since"/> already.</summary>
    public bool AddIfNew(int id, int since)
    {
        if (IsFull || _ids[since..Count].Contains(id))
            return false;
        _ids[Count++] = id;
        return true;
    }
}
