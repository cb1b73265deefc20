namespace ExpertRouter.App.Routing.Views;

/// <summary>Who has to do with a ticket now, by name.</summary>
/// <param name="Holder">Who works on it or did last; null while nobody does.</param>
/// <param name="Asked">Who is asked, first asked first.</param>
public sealed record TicketPeople(string? Holder, IReadOnlyList<string> Asked)
{
    /// <summary>Nobody.</summary>
    public static TicketPeople Nobody { get; } = new(null, []);
}
