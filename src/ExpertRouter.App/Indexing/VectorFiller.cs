using ExpertRouter.App.Encoders;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.App.Indexing;

/// <summary>
/// Encodes what the index holds already and the encoder has not seen: after a change of the model, or after a failure. Each batch is
/// durable, so a stop in the middle loses nothing. Runs in the process that writes the index, between its batches.
/// </summary>
internal sealed class VectorFiller(InstalledEncoders encoders, LexicalIndex index, int batchSize)
{
    /// <summary>Encodes one batch. Returns false when there is nothing to do.</summary>
    /// <param name="report">Gets the numbers of entries that have text but no vector.</param>
    public async Task<bool> StepAsync(AppDbContext db, Action<IReadOnlyList<long>> report, CancellationToken cancellationToken)
    {
        var until = index.Checkpoint;
        if (encoders.Wanted is not { } set || set.Covers(until))
            return false;
        var at = set.Passages.Behind(until);
        List<Document> documents = [];
        var experts = await ChangeReader.ExpertsAsync(db, at, until, batchSize, cancellationToken);
        var next = at with { Experts = experts.Count < batchSize ? until.Experts : experts[^1].ChangeSequence };
        if (experts.Count == 0)
        {
            documents = await ChangeReader.DocumentsAsync(db, at, until, batchSize, cancellationToken);
            next = next with { Documents = documents.Count < batchSize ? until.Documents : documents[^1].ChangeSequence };
        }
        report(await set.Passages.AppendAsync(documents, experts, next, cancellationToken));
        encoders.Compact(until);
        encoders.Update();
        return true;
    }
}
