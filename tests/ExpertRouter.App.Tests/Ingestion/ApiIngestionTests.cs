using System.Text.Json;
using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class ApiIngestionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Add_GoodAndBadObjects_StoresTheGoodAndReportsTheBad(DatabaseProvider provider)
    {
        await using var world = await IngestionWorld.CreateAsync(provider);
        var api = world.Service<ApiIngestion>();

        var experts = await api.AddExpertsAsync(Json("""[{"id":"a","name":"Ann Lee"},{"type":"model","id":"m","name":"Helper"},{"type":"document","id":"x","title":"X"}]"""), "wiki", Cancel);
        var documents = await api.AddDocumentsAsync(Json("""[{"id":"1","title":"One","authors":[{"expert":"a"}]},{"id":"2"},7]"""), "wiki", Cancel);
        var again = await api.AddDocumentsAsync(Json("""{"id":"1","title":"Changed","authors":[{"expert":"a"}]}"""), "wiki", Cancel);

        Assert.Equal((3, 2), (experts.Read, experts.New));
        Assert.Contains("expected here: person or model", Assert.Single(experts.Rejected).Reason, StringComparison.Ordinal);
        Assert.Equal((3, 1), (documents.Read, documents.New));
        Assert.Equal([1, 2], documents.Rejected.Select(rejection => rejection.Index));
        Assert.Equal((1, 0, 1), (again.Read, again.New, again.Changed));
        Assert.Equal("Changed", (await world.DocumentAsync("1")).Title);
        Assert.Equal(ExpertKind.ExpertModel, (await world.ExpertAsync("m")).Kind);
    }

    [Fact]
    public async Task Add_HalfACharacter_RefusesThatObjectOnly()
    {
        await using var world = await IngestionWorld.CreateAsync();

        var result = await world.Service<ApiIngestion>().AddDocumentsAsync(
            Json("""[{"id":"1","title":"\ud800"},{"id":"2","title":"T","\udc00":1},{"id":"3","type":"\ud800"},{"id":"4","title":"Good"}]"""), "wiki", Cancel);

        Assert.Equal((4, 1), (result.Read, result.New));
        Assert.Equal([0, 1, 2], result.Rejected.Select(rejection => rejection.Index));
        Assert.All(result.Rejected, rejection => Assert.Contains("half a character", rejection.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Add_BodyThatIsNoObject_StoresNothing()
    {
        await using var world = await IngestionWorld.CreateAsync();

        await Assert.ThrowsAsync<RecordFormatException>(() => world.Service<ApiIngestion>().AddDocumentsAsync(Json("3"), "wiki", Cancel));

        Assert.Empty(await world.DocumentsAsync());
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
