using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Counts the answers to a question that a viewer may open. Thread-safe.</summary>
public sealed class AnswerLookup(LexicalIndex index)
{
    /// <summary>How many, and whether one of them was accepted.</summary>
    public (int Answers, bool HasAccepted) Of(int sourceId, string externalId, Viewer viewer)
    {
        using var view = index.Acquire();
        if (view is null)
            return (0, false);
        var (answers, accepted) = (0, false);
        var parent = new BytesRef($"{sourceId}/{externalId}");
        foreach (var leaf in view.Searcher.IndexReader.Leaves)
        {
            var reader = leaf.AtomicReader;
            var terms = reader.GetTerms(IndexedFields.Parent)?.GetEnumerator();
            if (terms is null || !terms.SeekExact(parent))
                continue;
            var restricted = RestrictedDocuments(reader);
            var admission = new Admission(reader, Space.Restricted, viewer, QueryFilter.None);
            var isAccepted = reader.GetNumericDocValues(IndexedFields.Accepted);
            var documents = terms.Docs(reader.LiveDocs, null, DocsFlags.NONE);
            while (documents.NextDoc() is var document && document != DocIdSetIterator.NO_MORE_DOCS)
            {
                if (restricted?.Get(document) == true && (admission.IsEmpty || !admission.Admits(document)))
                    continue;
                answers++;
                accepted |= isAccepted?.Get(document) == 1;
            }
        }
        return (answers, accepted);
    }

    private static IBits? RestrictedDocuments(AtomicReader reader) =>
        reader.FieldInfos.FieldInfo(IndexedFields.Restricted) is null ? null : reader.GetDocsWithField(IndexedFields.Restricted);
}
