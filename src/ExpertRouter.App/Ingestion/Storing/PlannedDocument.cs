using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>A document that a batch will write.</summary>
internal sealed class PlannedDocument
{
    public required DocumentRecord Record { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>Stored id; 0 until a new row gets one.</summary>
    public long Id { get; set; }

    public bool IsNew { get; init; }

    public void CopyTo(Document row, DateTimeOffset now)
    {
        row.Kind = Record.Kind;
        row.Title = Record.Title;
        row.Body = Record.Body;
        row.Code = Record.Code;
        row.Tags = [.. Record.Tags];
        row.Language = Record.Language;
        row.CreatedAt = Record.CreatedAt ?? (row.CreatedAt == default ? now : row.CreatedAt);
        row.UpdatedAt = Record.UpdatedAt;
        row.Url = Record.Url;
        row.Score = Record.Score;
        row.IsAccepted = Record.IsAccepted;
        row.Status = Record.Status;
        row.ParentExternalId = Record.Parent;
        row.VisibilityGroups = [.. Record.Groups];
        row.IsDeleted = false;
        row.ContentHash = Hash;
    }

    /// <summary>One authorship per expert and role, the strongest.</summary>
    public IEnumerable<Authorship> Authorships(Func<string, long> resolve) =>
        Record.Authors
            .Select(author => (Expert: resolve(author.Expert), author.Role, author.Weight))
            .GroupBy(author => (author.Expert, author.Role))
            .Select(group => new Authorship { DocumentId = Id, ExpertId = group.Key.Expert, Role = group.Key.Role, Weight = group.Max(author => author.Weight) });
}
