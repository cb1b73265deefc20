namespace ExpertRouter.App.Setup;

/// <summary>Where the store's tables stand.</summary>
/// <param name="Applied">Applied migrations, oldest first.</param>
/// <param name="Pending">Migrations still to apply, oldest first.</param>
public sealed record MigrationStatus(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending);
