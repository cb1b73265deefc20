using System.Text.Json;

namespace ExpertRouter.App.Messaging.Failures;

/// <summary>What a message says about who may read it, wherever in its body. Immutable.</summary>
/// <param name="Groups">Visibility groups it names.</param>
/// <param name="Tickets">Tickets it is about.</param>
/// <param name="IsClear">False when the body speaks of groups or tickets in a way that cannot be read: then nobody can say.</param>
public sealed record MessageScope(IReadOnlyList<string> Groups, IReadOnlyList<Guid> Tickets, bool IsClear)
{
    private const string GroupsName = "visibilityGroups";
    private const string TicketName = "ticketId";

    /// <summary>Reads a body.</summary>
    public static MessageScope Of(string body)
    {
        var groups = new List<string>();
        var tickets = new List<Guid>();
        try
        {
            using var json = JsonDocument.Parse(body);
            return new MessageScope(groups, tickets, Read(json.RootElement, groups, tickets));
        }
        catch (JsonException)
        {
            var speaksOfThem = body.Contains(GroupsName, StringComparison.OrdinalIgnoreCase) || body.Contains(TicketName, StringComparison.OrdinalIgnoreCase);
            return new MessageScope([], [], IsClear: !speaksOfThem);
        }
    }

    private static bool Read(JsonElement element, List<string> groups, List<Guid> tickets) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().All(item => Read(item, groups, tickets)),
        JsonValueKind.Object => element.EnumerateObject().All(property =>
            property.Name.Equals(GroupsName, StringComparison.OrdinalIgnoreCase) ? ReadGroups(property.Value, groups)
            : property.Name.Equals(TicketName, StringComparison.OrdinalIgnoreCase) ? ReadTicket(property.Value, tickets)
            : Read(property.Value, groups, tickets)),
        _ => true,
    };

    private static bool ReadGroups(JsonElement value, List<string> groups)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.String))
            return false;
        groups.AddRange(value.EnumerateArray().Select(entry => entry.GetString()!));
        return true;
    }

    private static bool ReadTicket(JsonElement value, List<Guid> tickets)
    {
        if (value.ValueKind != JsonValueKind.String || !value.TryGetGuid(out var ticket))
            return false;
        tickets.Add(ticket);
        return true;
    }
}
