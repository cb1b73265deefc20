using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>One posting list that a query adds up.</summary>
/// <param name="Slot">The query word it stands for.</param>
/// <param name="IsStem">In the field of stems; otherwise in the one of unstemmed words.</param>
/// <param name="Bytes">The indexed form.</param>
/// <param name="Weight">idf times how much this form counts.</param>
/// <param name="Counts">Whether its frequency is the word's own; a synonym's is not.</param>
internal sealed record ScoringTerm(int Slot, bool IsStem, BytesRef Bytes, float Weight, bool Counts);
