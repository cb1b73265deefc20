using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExpertRouter.App.Routing;

/// <summary>How decisions and events are written: camel case, enums by name.</summary>
public static class RoutingJson
{
    /// <summary>The options; read-only and thread-safe.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
