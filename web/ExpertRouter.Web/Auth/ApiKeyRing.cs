using System.Security.Cryptography;
using System.Text;
using ExpertRouter.Data;
using ExpertRouter.Data.Identity;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Auth;

/// <summary>Makes, checks and revokes API keys. A key is shown once; the store keeps its SHA-256. Thread-safe.</summary>
public sealed class ApiKeyRing(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    /// <summary>Header that carries the key.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>Makes a key: 256 random bits behind a prefix that secret scanners can recognise.</summary>
    public async Task<string> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var key = "er_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ApiKeys.Add(new ApiKey { Id = Guid.CreateVersion7(), Name = name, Hash = Hash(key), CreatedAt = time.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        return key;
    }

    /// <summary>The key's row, or null when it is unknown or revoked.</summary>
    public async Task<ApiKey?> FindAsync(string? key, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key) || key.Length > 200)
            return null;
        var hash = Hash(key);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null, cancellationToken);
    }

    /// <summary>All keys, newest first, revoked ones included.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().OrderByDescending(row => row.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Revokes a key; doing it twice changes nothing.</summary>
    public async Task RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await db.ApiKeys.Where(row => row.Id == id && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
