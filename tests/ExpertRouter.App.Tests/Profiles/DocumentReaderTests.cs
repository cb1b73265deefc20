using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Profiles;

public sealed class DocumentReaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Read_RestrictedDocument_DoesNotExistForOthers(DatabaseProvider provider)
    {
        await using var database = await ProfileStore.CreateAsync(provider, Ct);
        var reader = new DocumentReader(database);

        Assert.Null(await reader.ReadAsync(3, Viewer.Public, Ct));
        Assert.Null(await reader.ReadAsync(99, Viewer.Public, Ct));
        Assert.NotNull(await reader.ReadAsync(3, new Viewer(new HashSet<string> { "osprey" }), Ct));
    }

    [Theory, DatabaseData]
    public async Task Read_Authors_AreCanonicalAndWithoutHiddenPeople(DatabaseProvider provider)
    {
        await using var database = await ProfileStore.CreateAsync(provider, Ct);
        var reader = new DocumentReader(database);

        var first = await reader.ReadAsync(1, Viewer.Public, Ct);
        var second = await reader.ReadAsync(2, Viewer.Public, Ct);

        Assert.Equal("Ada Lima", Assert.Single(first!.Authors).Name);
        Assert.Equal((1, "Ada Lima"), (Assert.Single(second!.Authors).ExpertId, second.Authors[0].Name));
        Assert.Equal("git/d2", second.Key);
    }
}
