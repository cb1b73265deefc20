using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Profiles;

/// <summary>Ada (two accounts), Ben (hidden), a bot; documents about kafka, one of them restricted to <c>osprey</c>.</summary>
internal static class ProfileStore
{
    public static readonly DateTimeOffset Now = new(2026, 11, 15, 12, 0, 0, TimeSpan.Zero);

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, CancellationToken cancellationToken)
    {
        var database = await TestDatabase.CreateAsync(provider, cancellationToken);
        await using var db = database.CreateDbContext();
        db.Sources.Add(new Source { Id = 1, Name = "wiki", Connector = "jsonl", Group = "g", Location = "f" });
        db.Sources.Add(new Source { Id = 2, Name = "git", Connector = "git", Group = "g", Location = "f" });
        db.KnowledgeAreas.Add(new KnowledgeArea { Name = "kafka", Synonyms = ["consumer lag"], Description = "Streams." });
        db.Experts.AddRange(
            new Expert { Id = 1, SourceId = 1, ExternalId = "ada", Name = "Ada Lima", NormalizedName = "ada lima" },
            new Expert { Id = 2, SourceId = 2, ExternalId = "ada@x", Name = "ada", NormalizedName = "ada", MergedIntoId = 1 },
            new Expert { Id = 3, SourceId = 1, ExternalId = "ben", Name = "Ben Lima", NormalizedName = "ben lima", IsHidden = true },
            new Expert { Id = 4, SourceId = 2, ExternalId = "bot", Name = "Lima Bot", NormalizedName = "lima bot", IsServiceAccount = true });
        db.Documents.AddRange(
            Document(1, 1, "2026-11-01", ["kafka"], [], (1, AuthorshipRole.Author), (3, AuthorshipRole.Reviewer)),
            Document(2, 2, "2026-03-01", ["consumer lag", "java"], [], (2, AuthorshipRole.Author)),
            Document(3, 1, "2026-10-01", ["kafka", "zanthorpe"], ["osprey"], (1, AuthorshipRole.Author)),
            Document(4, 1, "2026-09-01", ["kafka"], [], (1, AuthorshipRole.Asker)));
        await db.SaveChangesAsync(cancellationToken);
        return database;
    }

    private static Document Document(
        long id, int source, string date, string[] tags, string[] groups, params (long Expert, AuthorshipRole Role)[] authors) => new()
    {
        Id = id, SourceId = source, ExternalId = $"d{id}", Title = $"Title {id}", Body = "Body", Tags = tags, VisibilityGroups = groups,
        CreatedAt = DateTimeOffset.Parse(date + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture),
        Authorships = [.. authors.Select(author => new Authorship { DocumentId = id, ExpertId = author.Expert, Role = author.Role })],
    };
}
