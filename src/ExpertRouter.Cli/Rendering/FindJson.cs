using System.Text.Encodings.Web;
using System.Text.Json;
using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;

namespace ExpertRouter.Cli.Rendering;

/// <summary>The stable JSON of <c>find --json</c>.</summary>
internal static class FindJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(FindResult result) => JsonSerializer.Serialize(
        new
        {
            result.Query,
            result.Pipeline,
            result.Milliseconds,
            Experts = result.Experts.Select(expert => new
            {
                Id = expert.Key,
                expert.Name,
                Kind = expert.Kind == ExpertKind.ExpertModel ? "model" : "person",
                expert.Score,
                Evidence = expert.Evidence.Select(evidence => new
                {
                    DocumentId = evidence.Key,
                    evidence.Title,
                    evidence.Date,
                    evidence.Share,
                    evidence.Url,
                }),
            }),
            Trace = result.Trace.Select(stage => new { stage.Stage, stage.Milliseconds, stage.In, stage.Out }),
        },
        Options);
}
