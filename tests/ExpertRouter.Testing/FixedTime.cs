namespace ExpertRouter.Testing;

/// <summary>A clock that stands still.</summary>
public sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;
}
