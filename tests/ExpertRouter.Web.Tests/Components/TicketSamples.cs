using ExpertRouter.Core.Tickets;

namespace ExpertRouter.Web.Tests.Components;

/// <summary>Made-up tickets.</summary>
internal static class TicketSamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 11, 0, 0, TimeSpan.Zero);

    public static Ticket Ticket(TicketState state) => new()
    {
        Id = Guid.Parse("01938a5b-0000-7000-8000-000000000001"), Origin = "portal", ExternalId = "1", ContentHash = [], Title = "Pump", Body = "It leaks.",
        RequesterEmail = "camila@example.org", State = state, StateSince = Now.AddHours(-1), DueAt = Now.AddHours(4), SubmittedAt = Now.AddHours(-2),
    };
}
