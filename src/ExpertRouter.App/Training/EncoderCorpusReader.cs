using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets.Maintainers;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Training;

/// <summary>
/// Mines the store for text to train an encoder on: documents of known experts, titles with bodies, questions with accepted answers. A tenth
/// is held out by family (a question with its answers, packages of one name stem): which families is decided by a hash of their name, so it
/// is the same tenth for every training, and all encoders of an installation can be compared on it. Thread-safe.
/// </summary>
public sealed class EncoderCorpusReader(IDbContextFactory<AppDbContext> contexts, ExpertDirectory directory)
{
    /// <summary>Documents read, the latest ones.</summary>
    public const int MostDocuments = 200_000;

    private const int Page = 2_000;
    private const int HeldOutOf = 10;

    /// <summary>Reads and cuts.</summary>
    /// <param name="restricted">
    /// Whether to read documents that not everybody may open. An encoder remembers which words went together in its texts, and everybody
    /// who searches uses it, so what is restricted can shine through; hence not unless asked for.
    /// </param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    public async Task<EncoderCorpus> ReadAsync(bool restricted, CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = db.Documents.AsNoTracking().OpenTo(restricted ? Viewer.System : Viewer.Public);
        var leftOut = restricted ? 0 : await db.Documents.CountAsync(document => !document.IsDeleted, cancellationToken) - await open.CountAsync(cancellationToken);
        var rows = new List<Row>();
        for (var before = long.MaxValue; rows.Count < MostDocuments;)
        {
            var last = before;
            var page = await open.Where(document => document.Id < last).OrderByDescending(document => document.Id).Take(Page)
                .Include(document => document.Authorships).AsSplitQuery().ToListAsync(cancellationToken);
            rows.AddRange(page.Select(ToRow));
            if (page.Count < Page)
                break;
            before = page[^1].Id;
        }

        rows.Reverse();
        return Cut(rows, leftOut);
    }

    private static EncoderCorpus Cut(List<Row> rows, int leftOut)
    {
        var stems = NameStems.Of(rows.Where(row => row.Kind == DocumentKind.Package).Select(row => row.ExternalId));
        var questions = rows.Where(row => row.Kind == DocumentKind.Question).ToDictionary(row => (row.SourceId, row.ExternalId));
        var (documents, pairs) = (new List<TrainingDocument>(), new List<TrainingPair>());
        var (heldDocuments, heldPairs) = (new List<TrainingDocument>(), new List<TrainingPair>());
        foreach (var row in rows)
        {
            var thread = row.Kind == DocumentKind.Package ? stems[row.ExternalId] : row.Parent ?? row.ExternalId;
            var family = string.Create(CultureInfo.InvariantCulture, $"{row.SourceId}/{thread}");
            var held = IsHeldOut(family);
            (held ? heldDocuments : documents).Add(new TrainingDocument(
                string.Create(CultureInfo.InvariantCulture, $"{row.SourceId}/{row.ExternalId}"), row.Title, row.Body, row.Experts) { Family = family });
            if (held && row.Kind != DocumentKind.Answer && row.Title.Length > 0 && row.Body.Length > 0)
                heldPairs.Add(new TrainingPair("title", row.Title, row.Body));
            if (row is { Kind: DocumentKind.Answer, IsAccepted: true, Parent: { } parent, Body.Length: > 0 } && questions.TryGetValue((row.SourceId, parent), out var question))
                (held ? heldPairs : pairs).Add(new TrainingPair("question", $"{question.Title}. {question.Body}", row.Body));
        }

        var known = documents.Select(document => document.Title).ToHashSet(StringComparer.Ordinal);
        return new EncoderCorpus(documents, pairs, heldDocuments, [.. heldPairs.Where(pair => !known.Contains(pair.Anchor))], leftOut);
    }

    private static bool IsHeldOut(string family) => SHA256.HashData(Encoding.UTF8.GetBytes(family))[0] % HeldOutOf == 0;

    private Row ToRow(Document document) => new(
        document.SourceId,
        document.ExternalId,
        document.Kind,
        document.Title,
        document.Body,
        document.ParentExternalId,
        document.IsAccepted,
        [.. document.Authorships
            .Where(authorship => authorship.Role != AuthorshipRole.Asker)
            .Select(authorship => directory.Resolve(authorship.ExpertId))
            .Distinct()
            .Where(directory.IsRankable)
            .Order()
            .Select(expert => expert.ToString(CultureInfo.InvariantCulture))]);

    private sealed record Row(
        int SourceId, string ExternalId, DocumentKind Kind, string Title, string Body, string? Parent, bool IsAccepted, IReadOnlyList<string> Experts);
}
