using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Profiles;

public sealed class ExpertProfileReaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Viewer Member { get; } = new(new HashSet<string> { "osprey" });

    [Theory, DatabaseData]
    public async Task Read_MergedExpert_CountsAllAccountsAndNoAskedQuestions(DatabaseProvider provider)
    {
        await using var database = await ProfileStore.CreateAsync(provider, Ct);

        var profile = await Reader(database).ReadAsync(2, Viewer.Public, Ct);

        Assert.NotNull(profile);
        Assert.Equal("wiki/ada", profile.Key);
        Assert.Equal(["wiki", "git"], profile.Accounts.Select(account => account.SourceName));
        Assert.Equal(2, profile.Documents);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), profile.LastActive);
    }

    [Theory, DatabaseData]
    public async Task Read_RestrictedDocument_CountsOnlyForMembers(DatabaseProvider provider)
    {
        await using var database = await ProfileStore.CreateAsync(provider, Ct);

        var outside = await Reader(database).ReadAsync(1, Viewer.Public, Ct);
        var inside = await Reader(database).ReadAsync(1, Member, Ct);

        Assert.Equal((2, 3), (outside!.Documents, inside!.Documents));
        Assert.DoesNotContain(outside.Areas, area => area.Name == "zanthorpe");
        Assert.Equal((2, 3), (outside.Areas.Single(area => area.Name == "kafka").Documents, inside.Areas.Single(area => area.Name == "kafka").Documents));
    }

    /// <summary>
    /// Kafka: November 2026 (last half year) and March 2026 through its synonym (259 days old, the half year before): trend 1 − 1 = 0.
    /// Weight: 2^(−14.5/365) + 2^(−259.5/365) = 0.97284 + 0.61092.
    /// </summary>
    [Fact]
    public async Task Read_AreaWithSynonym_SumsWeightTrendAndMonths()
    {
        await using var database = await ProfileStore.CreateAsync(DatabaseProvider.Sqlite, Ct);

        var profile = await Reader(database).ReadAsync(1, Viewer.Public, Ct);

        var kafka = Assert.Single(profile!.Areas);
        Assert.Equal(1.58376, kafka.Weight, 4);
        Assert.Equal(0, kafka.Trend);
        Assert.Equal((1, 1), (kafka.Monthly[^1], kafka.Monthly[^9]));
        Assert.Equal((new DateOnly(2026, 11, 1), 1), (profile.Activity[^1].Month, profile.Activity[^1].Documents));
        Assert.Equal(ExpertProfileReader.Months, profile.Activity.Count);
    }

    [Fact]
    public async Task Read_HiddenOrUnknownExpert_IsNull()
    {
        await using var database = await ProfileStore.CreateAsync(DatabaseProvider.Sqlite, Ct);

        Assert.Null(await Reader(database).ReadAsync(3, Viewer.Public, Ct));
        Assert.Null(await Reader(database).ReadAsync(99, Viewer.Public, Ct));
        Assert.Empty(await Reader(database).ReadDocumentsAsync(3, [], Viewer.Public, 0, 10, Ct));
    }

    [Theory, DatabaseData]
    public async Task ReadDocuments_ByTag_PagesNewestFirst(DatabaseProvider provider)
    {
        await using var database = await ProfileStore.CreateAsync(provider, Ct);
        var reader = Reader(database);

        var all = await reader.ReadDocumentsAsync(1, [], Member, 0, 10, Ct);
        var second = await reader.ReadDocumentsAsync(1, [], Member, 1, 1, Ct);
        var java = await reader.ReadDocumentsAsync(1, ["java"], Member, 0, 10, Ct);

        Assert.Equal([1L, 3, 2], all.Select(document => document.DocumentId));
        Assert.Equal(3, Assert.Single(second).DocumentId);
        Assert.Equal("git", Assert.Single(java).SourceName);
    }

    private static ExpertProfileReader Reader(TestDatabase database) => new(database, new FixedTime(ProfileStore.Now));
}
