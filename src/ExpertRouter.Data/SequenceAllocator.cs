using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Data;

/// <summary>
/// Draws blocks of numbers inside the caller's transaction. The updated row stays locked until that transaction ends, so a
/// writer that draws later also commits later: a reader that has seen change n has seen every change before it.
/// (PostgreSQL's own sequences do not promise that.) SQLite has one writer at a time anyway.
/// </summary>
public static class SequenceAllocator
{
    /// <summary>Draws <paramref name="count"/> consecutive numbers and returns the first.</summary>
    /// <exception cref="InvalidOperationException">There is no open transaction, or the sequence is unknown.</exception>
    public static async Task<long> DrawAsync(AppDbContext db, string name, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException($"Sequence '{name}': numbers are drawn inside a transaction; begin one first.");
        var updated = await db.Sequences.Where(s => s.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, s => s.Value + count), cancellationToken);
        if (updated != 1)
            throw new InvalidOperationException($"Sequence '{name}' does not exist; run 'expertrouter db migrate'.");
        var last = await db.Sequences.Where(s => s.Name == name).Select(s => s.Value).SingleAsync(cancellationToken);
        return last - count + 1;
    }
}
