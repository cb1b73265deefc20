namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>What the form holds.</summary>
public sealed class AskInput
{
    /// <summary>The router decides.</summary>
    public const string Best = "best";

    /// <summary>A dispatcher decides.</summary>
    public const string Triage = "triage";

    /// <summary>Made with the form: sending it twice makes one ticket.</summary>
    public Guid Key { get; set; }

    /// <summary>One line.</summary>
    public string Title { get; set; } = "";

    /// <summary>The rest.</summary>
    public string Text { get; set; } = "";

    /// <summary><see cref="Best"/>, <see cref="Triage"/> or the id of an expert.</summary>
    public string To { get; set; } = Best;

    /// <summary>Visibility group; empty for everybody.</summary>
    public string Group { get; set; } = "";
}
