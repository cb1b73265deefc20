namespace ExpertRouter.Search.Lexical.Indexing;

/// <summary>
/// Names in the index. One field is scored: stems of title (twice), tags (twice), body and code, which costs one posting list per
/// word where separate fields cost four. A field with unstemmed words backs it. Both exist once per <see cref="Space"/>.
/// </summary>
internal static class IndexedFields
{
    public const string Id = "id";
    public const string Key = "key";
    public const string Parent = "parent";
    public const string Tag = "tag";
    public const string Group = "group";
    public const string Restricted = "restricted";
    public const string Language = "language";
    public const string Number = "number";
    public const string Source = "source";
    public const string Kind = "kind";
    public const string Created = "created";
    public const string Score = "score";
    public const string Accepted = "accepted";
    public const string Authors = "authors";
    public const string Tags = "tags";

    public static string Stems(Space space) => space switch
    {
        Space.Open => "stems",
        Space.Restricted => "stems.restricted",
        _ => "stems.profile",
    };

    public static string Words(Space space) => space switch
    {
        Space.Open => "words",
        Space.Restricted => "words.restricted",
        _ => "words.profile",
    };
}
