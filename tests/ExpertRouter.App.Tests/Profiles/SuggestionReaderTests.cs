using ExpertRouter.App.Profiles;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Profiles;

public sealed class SuggestionReaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Suggest_BeginningOfAnyWord_FindsVisibleCanonicalPeopleOnly(DatabaseProvider provider)
    {
        await using var database = await ProfileStore.CreateAsync(provider, Ct);

        var suggestions = await new SuggestionReader(database).SuggestAsync("LIM", Ct);

        Assert.Equal("Ada Lima", Assert.Single(suggestions.Experts).Name);
    }

    [Theory]
    [InlineData("kaf", true)]
    [InlineData("lag", true)]
    [InlineData("ag", false)]
    [InlineData("k", false)]
    public async Task Suggest_AreaByNameOrSynonym_MatchesBeginningsOfWords(string text, bool found)
    {
        await using var database = await ProfileStore.CreateAsync(DatabaseProvider.Sqlite, Ct);

        var suggestions = await new SuggestionReader(database).SuggestAsync(text, Ct);

        Assert.Equal(found, suggestions.Areas.Any(area => area.Name == "kafka"));
    }
}
