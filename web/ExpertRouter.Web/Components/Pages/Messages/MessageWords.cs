using System.Text.Encodings.Web;
using System.Text.Json;
using ExpertRouter.Web.Components.Shared;

namespace ExpertRouter.Web.Components.Pages.Messages;

/// <summary>The portal's words for failed messages.</summary>
public static class MessageWords
{
    /// <summary>It was sent through again.</summary>
    public const string Replayed = "replayed";

    /// <summary>It was deleted.</summary>
    public const string Discarded = "discarded";

    /// <summary>It was not on the list any more.</summary>
    public const string Gone = "gone";

    private const int Longest = 20_000;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a message is, by its type.</summary>
    public static string What(string messageType) => messageType switch
    {
        "SubmitTicket" => "A ticket from another system",
        "RecordOutcome" => "What somebody did with a ticket",
        "TicketChanged" => "News of a ticket",
        "DeliverWebhook" => "News of a ticket for a webhook",
        "" => "Something that cannot be read",
        _ => messageType,
    };

    /// <summary>What has been done, from the address.</summary>
    public static string Done(string done) => done switch
    {
        Replayed => "The message is in its queue again. If it fails again, it is back on this list within a minute.",
        Discarded => "The message is discarded.",
        _ => "That message is no longer on the list: it went through, or somebody else discarded it.",
    };

    /// <summary>"once", "twice", "3 times".</summary>
    public static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => Wording.Count(count, "time") };

    /// <summary>A body for the eye: JSON indented, the rest as it is, and not all of a long one.</summary>
    public static string Body(string body)
    {
        var text = body;
        try
        {
            using var json = JsonDocument.Parse(body);
            text = JsonSerializer.Serialize(json.RootElement, Readable);
        }
        catch (JsonException)
        {
            // Shown as it came.
        }
        return text.Length <= Longest ? text : $"{text[..Longest]}\n… and {Wording.Count(text.Length - Longest, "character")} more";
    }
}
