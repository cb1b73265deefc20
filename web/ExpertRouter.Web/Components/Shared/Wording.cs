using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;

namespace ExpertRouter.Web.Components.Shared;

/// <summary>The portal's words for the model's values.</summary>
public static class Wording
{
    /// <summary>Strength of evidence.</summary>
    public static string Of(EvidenceStrength strength) => strength switch
    {
        EvidenceStrength.Strong => "strong",
        EvidenceStrength.Some => "some",
        _ => "little",
    };

    /// <summary>Kind of document, as a label beside its snippet.</summary>
    public static string Of(DocumentKind kind) => kind switch
    {
        DocumentKind.PostMortem => "post-mortem",
        DocumentKind.Design => "design note",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>How an expert is connected to a document.</summary>
    public static string Of(AuthorshipRole role) => role switch
    {
        AuthorshipRole.Author => "wrote it",
        AuthorshipRole.Answerer => "answered",
        AuthorshipRole.CoAuthor => "wrote part of it",
        AuthorshipRole.Assignee => "was assigned to it",
        AuthorshipRole.Resolver => "resolved it",
        AuthorshipRole.Reviewer => "reviewed it",
        AuthorshipRole.Maintainer => "maintains it",
        _ => "asked",
    };

    /// <summary>Whether somebody can take something on; empty when nothing is known.</summary>
    public static string Of(Availability availability) => availability switch
    {
        Availability.Available => "free today",
        Availability.Busy => "busy today",
        Availability.Away => "away",
        _ => "",
    };

    /// <summary>What an ingestion run is doing.</summary>
    public static string Of(IngestionStatus status) => status switch
    {
        IngestionStatus.Running => "running",
        IngestionStatus.Completed => "complete",
        IngestionStatus.Failed => "stopped by an error",
        _ => "cancelled",
    };

    /// <summary>A number with its noun: "1 document", "3 documents".</summary>
    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count:N0} {noun}s";
}
