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
        _ => signal,
    };
}
