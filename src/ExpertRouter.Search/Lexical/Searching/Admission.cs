using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Decides, for one segment and space, which documents a query may see: the viewer's rights first, then its filter.</summary>
internal sealed class Admission
{
    private readonly IReadOnlyList<FixedBitSet>? _groups;
    private readonly FixedBitSet? _tags;
    private readonly long[]? _sources;
    private readonly long[]? _kinds;
    private readonly (long From, long To)? _period;
    private readonly NumericDocValues? _source;
    private readonly NumericDocValues? _kind;
    private readonly NumericDocValues? _created;

    public Admission(AtomicReader reader, Space space, Viewer viewer, QueryFilter filter)
    {
        if (space == Space.Restricted && !viewer.SeesEverything)
            _groups = GroupDocuments.Of(reader, viewer.Groups);
        if (filter.SourceIds.Count > 0)
            (_sources, _source) = ([.. filter.SourceIds.Select(id => (long)id)], reader.GetNumericDocValues(IndexedFields.Source));
        if (filter.DocumentKinds.Count > 0)
            (_kinds, _kind) = ([.. filter.DocumentKinds.Select(kind => (long)kind)], reader.GetNumericDocValues(IndexedFields.Kind));
        if (filter.Since is not null || filter.Before is not null)
        {
            _period = (filter.Since?.UtcTicks ?? long.MinValue, filter.Before?.UtcTicks ?? long.MaxValue);
            _created = reader.GetNumericDocValues(IndexedFields.Created);
        }
        if (filter.Tags.Count > 0)
            _tags = Tagged(reader, filter.Tags);
        IsEmpty = _groups is { Count: 0 } || (space == Space.Profile && HasDocumentFilter(filter));
        AdmitsAll = _groups is null && _sources is null && _kinds is null && _period is null && _tags is null;
    }

    /// <summary>Nothing in this segment and space can be seen.</summary>
    public bool IsEmpty { get; }

    /// <summary>No test is needed.</summary>
    public bool AdmitsAll { get; }

    /// <summary>A profile has no date, kind or tags: it cannot satisfy a filter on them.</summary>
    public static bool HasDocumentFilter(QueryFilter filter) =>
        filter.DocumentKinds.Count > 0 || filter.Tags.Count > 0 || filter.Since is not null || filter.Before is not null;

    public bool Admits(int document)
    {
        if (AdmitsAll)
            return true;
        if (_groups is not null && !InAnyGroup(document))
            return false;
        if (_tags is not null && !_tags.Get(document))
            return false;
        if (_sources is not null && !_sources.Contains(_source?.Get(document) ?? 0))
            return false;
        if (_kinds is not null && !_kinds.Contains(_kind?.Get(document) ?? -1))
            return false;
        return _period is not var (from, to) || (_created?.Get(document) ?? 0) is var created && created >= from && created < to;
    }

    private static FixedBitSet Tagged(AtomicReader reader, IReadOnlyList<string> tags)
    {
        var bits = new FixedBitSet(reader.MaxDoc);
        foreach (var tag in tags)
        {
            if (reader.GetTermDocsEnum(new Term(IndexedFields.Tag, tag)) is { } documents)
                bits.Or(documents);
        }
        return bits;
    }

    private bool InAnyGroup(int document)
    {
        for (var i = 0; i < _groups!.Count; i++)
        {
            if (_groups[i].Get(document))
                return true;
        }
        return false;
    }
}
