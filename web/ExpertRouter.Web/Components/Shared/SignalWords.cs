namespace ExpertRouter.Web.Components.Shared;

/// <summary>The portal's words for the finder's signals.</summary>
public static class SignalWords
{
    /// <summary>The signal in words; an unknown one keeps its own name.</summary>
    public static string Of(string signal) => signal switch
    {
        "profile" => "own profile",
        "postmortems" => "post-mortems",
        "designs" => "design notes",
        "text sum" or "text squares" or "text cubes" or "best hit" => $"words found ({signal})",
        "text cubes recent" => "words found in recent documents",
        "lexical" => "words found, by role and age",
        "hybrid" => "words and meaning, by role and age",
        "meaning" => "same meaning, whatever the words",
        "best cosine" => "nearest document in meaning",
        "near documents" => "documents near in meaning",
        "cosine of all their texts" => "all their texts near in meaning",
        "reciprocal ranks" => "places of their documents",
        "hits" => "number of documents found",
        "votes of hits" => "votes for documents found",
        "documents" => "documents in all",
        "base" => "what everybody here has",
        _ => signal,
    };
}
