using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Settings;

/// <summary>Finds a person's clock: the time zone of their own settings, else the one their sources know. Thread-safe.</summary>
public sealed class PersonClocks(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The clock of whoever has this e-mail; <see cref="PersonClock.Utc"/> for everybody who is not listed.</summary>
    public async Task<PersonClock> ReadAsync(string? email, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(email))
            return PersonClock.Utc;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, email, cancellationToken);
    }

    /// <inheritdoc cref="ReadAsync(string?, CancellationToken)"/>
    public static async Task<PersonClock> ReadAsync(AppDbContext db, string email, CancellationToken cancellationToken)
    {
        var rows = await db.Experts.AsNoTracking().Where(expert => expert.Email == email)
            .OrderBy(expert => expert.MergedIntoId.HasValue).ThenBy(expert => expert.Id)
            .Select(expert => new
            {
                Chosen = db.ExpertSettings.Where(settings => settings.ExpertId == (expert.MergedIntoId ?? expert.Id)).Select(settings => settings.TimeZone).FirstOrDefault(),
                Known = expert.TimeZone,
            })
            .ToListAsync(cancellationToken);
        return PersonClock.Of(rows.Select(row => row.Chosen).FirstOrDefault(zone => zone is not null) ?? rows.Select(row => row.Known).FirstOrDefault(zone => zone is not null));
    }
}
