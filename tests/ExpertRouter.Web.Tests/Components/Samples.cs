using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;

namespace ExpertRouter.Web.Tests.Components;

/// <summary>Results to render.</summary>
internal static class Samples
{
    public static FoundExpert Expert(ExpertKind kind = ExpertKind.Person, EvidenceStrength strength = EvidenceStrength.Strong) => new()
    {
        Id = 7, Key = "demo/maya", Name = kind == ExpertKind.Person ? "Maya Okafor" : "Ops Assistant", Kind = kind, Title = "Engineer", Team = "Data Platform",
        Location = "Lisbon", Availability = Availability.Available, Score = 4, Strength = strength, DocumentCount = 14,
        LastActive = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
        Evidence = [Evidence("the consumer lag grew", 11, 3), Profile()],
        OtherShare = 0.5,
        Contributions = [new Contribution("answers", 3, 12), new Contribution("profile", 1, 0)],
    };

    public static FoundEvidence Evidence(string snippet, long id, double share) => new()
    {
        DocumentId = id, Key = "demo/d" + id, Title = "Lag <b>after</b> a rebalance", Kind = DocumentKind.Runbook, Date = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
        Share = share, SourceName = "demo", Snippet = snippet, Highlights = [new TextRange(13, 3)], Role = AuthorshipRole.Author,
    };

    private static FoundEvidence Profile() => new()
    {
        DocumentId = 0, Key = "demo/maya", Title = "Profile of Maya", IsProfile = true, Share = 0.5, SourceName = "demo", Snippet = "Streaming and Kafka.",
    };
}
