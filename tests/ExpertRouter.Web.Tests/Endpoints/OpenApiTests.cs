using System.Text.Json;

namespace ExpertRouter.Web.Tests.Endpoints;

[Collection(PortalCollection.Name)]
public sealed class OpenApiTests(PortalFactory portal)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A change of the public API is a decision: look at the difference, then run once with EXPERTROUTER_APPROVE=1.</summary>
    [Fact]
    public async Task Document_ComparedWithTheApprovedOne_IsTheSame()
    {
        using var guest = portal.Guest();
        var approvedFile = Path.Combine(AppContext.BaseDirectory, "Endpoints", "openapi.approved.json");

        var current = Normalise(await guest.PageAsync("/openapi/v1.json"));

        if (Environment.GetEnvironmentVariable("EXPERTROUTER_APPROVE") == "1")
            await File.WriteAllTextAsync(Path.Combine(SourceFolder(), "openapi.approved.json"), current, TestContext.Current.CancellationToken);
        else
            Assert.Equal(Normalise(await File.ReadAllTextAsync(approvedFile, TestContext.Current.CancellationToken)), current);
    }

    private static string Normalise(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document, Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
