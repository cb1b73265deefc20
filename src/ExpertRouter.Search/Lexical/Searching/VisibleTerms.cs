using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Looks words up as one viewer sees them: a word only in documents that the viewer may not open does not exist.</summary>
internal sealed class VisibleTerms(IndexSearcher searcher, Viewer viewer)
{
    private static readonly Space[] Spaces = [Space.Open, Space.Profile, Space.Restricted];

    /// <summary>Whether a stem occurs.</summary>
    public bool HasStem(BytesRef stem) => Any(IndexedFields.Stems, stem);

    /// <summary>The word within two edits (one for short words) that is nearest, then most frequent; null when there is none.</summary>
    public string? Nearest(string word)
    {
        if (word.Length < 4)
            return null;
        var edits = word.Length < 7 ? 1 : 2;
        var best = (Word: default(string), Similarity: 0f, Documents: 0);
        foreach (var space in Spaces)
        {
            if (space == Space.Restricted && !viewer.SeesEverything && viewer.Groups.Count == 0)
                continue;
            foreach (var leaf in searcher.IndexReader.Leaves)
            {
                if (leaf.AtomicReader.GetTerms(IndexedFields.Words(space)) is not { } terms)
                    continue;
                var near = new FuzzyTermsEnum(
                    terms, new AttributeSource(), new Term(IndexedFields.Words(space), word), edits, prefixLength: 1, transpositions: true);
                while (near.MoveNext())
                {
                    var found = (Word: near.Term.Utf8ToString(), Similarity: near.Attributes.GetAttribute<IBoostAttribute>().Boost, Documents: near.DocFreq);
                    if (IsBetter(found, best) && AnyDocument(leaf.AtomicReader, space, near.Docs(leaf.AtomicReader.LiveDocs, null, DocsFlags.NONE)))
                        best = found;
                }
            }
        }
        return best.Word;
    }

    private static bool IsBetter((string? Word, float Similarity, int Documents) found, (string? Word, float Similarity, int Documents) best) =>
        best.Word is null
        || found.Similarity > best.Similarity
        || (found.Similarity == best.Similarity && (found.Documents > best.Documents
            || (found.Documents == best.Documents && string.CompareOrdinal(found.Word, best.Word) < 0)));

    private bool Any(Func<Space, string> field, BytesRef term)
    {
        foreach (var space in Spaces)
        {
            foreach (var leaf in searcher.IndexReader.Leaves)
            {
                using var postings = LeafPostings.Rent(leaf.AtomicReader);
                if (postings.Open(field(space), term) is { } documents && AnyDocument(leaf.AtomicReader, space, documents))
                    return true;
            }
        }
        return false;
    }

    private bool AnyDocument(AtomicReader reader, Space space, DocsEnum documents)
    {
        var admission = new Admission(reader, space, viewer, QueryFilter.None);
        if (admission.IsEmpty)
            return false;
        while (documents.NextDoc() is var document && document != DocIdSetIterator.NO_MORE_DOCS)
        {
            if (admission.Admits(document))
                return true;
        }
        return false;
    }
}
