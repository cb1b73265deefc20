namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>What the form holds. A field that was not sent arrives as null.</summary>
public sealed class AskInput
{
    /// <summary>The router decides.</summary>
    public const string Best = "best";

    /// <summary>A dispatcher decides.</summary>
    public const string Triage = "triage";

    /// <summary>Made with the form: sending it twice makes one ticket.</summary>
    public Guid Key { get; set; }

    /// <summary>One line.</summary>
    public string Title { get; set => field = value ?? ""; } = "";

    /// <summary>The rest.</summary>
    public string Text { get; set => field = value ?? ""; } = "";

    /// <summary><see cref="Best"/>, <see cref="Triage"/> or the id of an expert.</summary>
    public string To { get; set => field = value ?? Best; } = Best;

    /// <summary>Visibility group; empty for everybody.</summary>
    public string Group { get; set => field = value ?? ""; } = "";
}
