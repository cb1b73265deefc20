using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>An indexed form of a word with its numbers over the open documents. Immutable; the bytes must not be changed.</summary>
/// <param name="Text">The form.</param>
/// <param name="Bytes">The same as indexed.</param>
/// <param name="Documents">Documents that hold it, deleted ones included until they are merged away.</param>
/// <param name="Occurrences">How often it occurs in them.</param>
/// <param name="Idf">BM25's idf.</param>
internal sealed record KnownForm(string Text, BytesRef Bytes, int Documents, long Occurrences, float Idf);
