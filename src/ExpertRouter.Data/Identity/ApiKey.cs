namespace ExpertRouter.Data.Identity;

/// <summary>A key with which another system ingests through the HTTP API. Only its SHA-256 is stored.</summary>
public sealed class ApiKey
{
    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; }

    /// <summary>What it is for.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the key.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was revoked, UTC; null while valid.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
