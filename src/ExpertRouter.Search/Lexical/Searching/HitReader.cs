using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Reads what aggregation needs from doc values, so that a search never asks the store.</summary>
internal static class HitReader
{
    public static IReadOnlyList<Hit> Read(IndexSearcher searcher, IReadOnlyList<Candidate> candidates, DateTimeOffset now)
    {
        var hits = new Hit[candidates.Count];
        var leaves = searcher.IndexReader.Leaves;
        foreach (var group in candidates.Select((candidate, index) => (Candidate: candidate, Index: index)).GroupBy(entry => entry.Candidate.Leaf))
        {
            var columns = new Columns(leaves[group.Key].AtomicReader);
            foreach (var (candidate, index) in group)
                hits[index] = columns.Read(candidate, index + 1, now);
        }
        return hits;
    }

    private sealed class Columns(AtomicReader reader)
    {
        private readonly NumericDocValues? _source = reader.GetNumericDocValues(IndexedFields.Source);
        private readonly NumericDocValues? _kind = reader.GetNumericDocValues(IndexedFields.Kind);
        private readonly NumericDocValues? _created = reader.GetNumericDocValues(IndexedFields.Created);
        private readonly NumericDocValues? _score = reader.GetNumericDocValues(IndexedFields.Score);
        private readonly NumericDocValues? _accepted = reader.GetNumericDocValues(IndexedFields.Accepted);
        private readonly BinaryDocValues? _authors = reader.GetBinaryDocValues(IndexedFields.Authors);
        private readonly SortedSetDocValues? _tags = reader.GetSortedSetDocValues(IndexedFields.Tags);
        private readonly BytesRef _bytes = new();

        public Hit Read(Candidate candidate, int rank, DateTimeOffset now)
        {
            var document = candidate.Document;
            var isProfile = candidate.Number < 0;
            return new Hit
            {
                DocumentId = candidate.Number,
                Score = candidate.Score,
                Rank = rank,
                Authors = Authors(document),
                SourceId = (int)(_source?.Get(document) ?? 0),
                Kind = isProfile ? null : (DocumentKind)(_kind?.Get(document) ?? 0),
                Tags = isProfile ? [] : Tags(document),
                CreatedAt = isProfile ? now : new DateTimeOffset(_created?.Get(document) ?? 0, TimeSpan.Zero),
                SourceScore = (int)(_score?.Get(document) ?? 0),
                IsAccepted = _accepted?.Get(document) == 1,
                TermFrequencies = candidate.Frequencies,
                Length = Math.Max(1, (int)Math.Round(candidate.Length)),
            };
        }

        private IReadOnlyList<HitAuthor> Authors(int document)
        {
            if (_authors is null)
                return [];
            _authors.Get(document, _bytes);
            return AuthorBytes.Read(_bytes);
        }

        private List<string> Tags(int document)
        {
            var tags = new List<string>();
            if (_tags is null)
                return tags;
            _tags.SetDocument(document);
            for (var ordinal = _tags.NextOrd(); ordinal != SortedSetDocValues.NO_MORE_ORDS; ordinal = _tags.NextOrd())
            {
                _tags.LookupOrd(ordinal, _bytes);
                tags.Add(_bytes.Utf8ToString());
            }
            return tags;
        }
    }
}
