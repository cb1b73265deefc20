namespace ExpertRouter.Search.Lexical.Indexing;

/// <summary>
/// Which fields hold a text. Restricted documents have fields of their own, so that the dictionary and the statistics by which
/// everybody's results are scored know nothing of them: a word's rarity is its rarity among open documents.
/// </summary>
internal enum Space
{
    /// <summary>Documents that everybody may open.</summary>
    Open,

    /// <summary>Documents of visibility groups.</summary>
    Restricted,

    /// <summary>What experts declare of themselves.</summary>
    Profile,
}
