using System.Globalization;
using System.Text.Json;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Records;

/// <summary>Reads the documented JSON objects (docs/data-formats.md). One instance per file: it remembers which unknown fields it has reported.</summary>
public sealed class JsonRecordParser
{
    private readonly HashSet<string> _reported = [];

    /// <summary>Reads one object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="type">Its type when it carries no field <c>type</c>.</param>
    /// <param name="position">Where it stood.</param>
    /// <param name="allowed">The types taken here; null takes all.</param>
    /// <returns>The item, then a warning for every unknown field seen for the first time.</returns>
    /// <exception cref="RecordFormatException">The object does not fit the schema.</exception>
    public IReadOnlyList<SourceItem> Parse(JsonElement element, string? type, SourcePosition position, IReadOnlyList<string>? allowed = null)
    {
        try
        {
            return Read(element, type, position, allowed);
        }
        catch (InvalidOperationException half)
        {
            // The JSON reader takes an escape such as \ud800 without its other half, and throws only when the text is asked for.
            throw new RecordFormatException(
                "a text or the name of a field holds half a character (an escape such as \\ud800 without its other half); write both halves or leave it out", half);
        }
    }

    private List<SourceItem> Read(JsonElement element, string? type, SourcePosition position, IReadOnlyList<string>? allowed)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new RecordFormatException($"expected a JSON object, found {element.ValueKind.ToString().ToLowerInvariant()}");
        var fields = new JsonFields(element);
        var named = fields.Text("type")?.ToLowerInvariant() ?? type
            ?? throw new RecordFormatException("field 'type' is missing, expected one of: person, model, area, group, document");
        if (allowed is not null && !allowed.Contains(named))
            throw new RecordFormatException($"field 'type' is '{named}', expected here: {string.Join(" or ", allowed)}");
        SourceItem item = named switch
        {
            "person" => new ExpertItem(position, Person(fields)),
            "model" => new ExpertItem(position, Model(fields)),
            "area" => new AreaItem(position, new AreaRecord(fields.Required("name"), fields.List("synonyms"), fields.Text("description"))),
            "group" => Group(fields, position),
            "document" => new DocumentItem(position, Document(fields)),
            _ => throw new RecordFormatException($"field 'type' is '{named}', expected one of: person, model, area, group, document"),
        };
        List<SourceItem>? warnings = null;
        foreach (var unknown in fields.Unknown)
        {
            if (_reported.Add($"{named}.{unknown}"))
                (warnings ??= [item]).Add(new WarningItem(position, $"{position}: unknown field '{unknown}' in a {named} is ignored (reported once per file)"));
        }
        return warnings ?? [item];
    }

    private static ExpertRecord Person(JsonFields fields)
    {
        var email = fields.Text("email");
        return new ExpertRecord
        {
            Id = fields.Text("id") ?? email ?? throw new RecordFormatException("field 'id' is missing or empty (an 'email' would do)"),
            Kind = ExpertKind.Person,
            Name = fields.Required("name"),
            Email = email,
            Title = fields.Text("title"),
            Team = fields.Text("team"),
            Location = fields.Text("location"),
            TimeZone = fields.Text("timeZone"),
            About = fields.Text("about"),
            Url = fields.Text("url"),
            Areas = fields.List("areas"),
            Capacity = NotNegative(fields.Whole("capacity"), "capacity"),
            Availability = fields.Choice("availability", Availability.Unknown),
            IsServiceAccount = fields.Flag("serviceAccount"),
        };
    }

    private static ExpertRecord Model(JsonFields fields) => new()
    {
        Id = fields.Required("id"),
        Kind = ExpertKind.ExpertModel,
        Name = fields.Required("name"),
        About = fields.Text("about"),
        Url = fields.Text("url"),
        Owner = fields.Text("owner"),
        Areas = fields.List("areas"),
        CostPerRequest = NotNegative(fields.Number("costPerRequest"), "costPerRequest"),
        LatencySeconds = NotNegative(fields.Number("latencySeconds"), "latencySeconds"),
        Capacity = NotNegative(fields.Whole("capacity"), "capacity"),
        Availability = fields.Choice("availability", Availability.Unknown),
        IsServiceAccount = false,
    };

    private static GroupItem Group(JsonFields fields, SourcePosition position)
    {
        var id = fields.Required("id");
        return new GroupItem(position, new GroupRecord(id, fields.Text("name") ?? id, fields.List("members")));
    }

    private static DocumentRecord Document(JsonFields fields)
    {
        var authors = Authors(fields).ToList();
        if (fields.Text("requester") is { } requester)
            authors.Add(new AuthorRecord(requester, AuthorshipRole.Asker));
        var parent = fields.Text("parent");
        var title = fields.Text("title");
        return new DocumentRecord
        {
            Id = fields.Required("id"),
            Kind = fields.Choice("kind", DocumentKind.Page),
            Title = title ?? (parent is null ? throw new RecordFormatException("field 'title' is missing or empty") : ""),
            InheritsFromParent = title is null,
            Body = fields.Text("body") ?? "",
            Code = fields.Text("code"),
            Tags = fields.List("tags"),
            Language = fields.Text("language") ?? "en",
            CreatedAt = fields.Time("created"),
            UpdatedAt = fields.Time("updated"),
            Url = fields.Text("url"),
            Score = fields.Whole("score") ?? 0,
            IsAccepted = fields.Flag("accepted") ?? false,
            Parent = parent,
            Status = fields.Text("status"),
            Groups = fields.List("groups"),
            Authors = authors,
        };
    }

    private static IEnumerable<AuthorRecord> Authors(JsonFields fields)
    {
        if (!fields.TryGet("authors", out var value))
            yield break;
        if (value.ValueKind == JsonValueKind.String)
        {
            foreach (var text in fields.List("authors"))
                yield return Author(text);
            yield break;
        }
        if (value.ValueKind != JsonValueKind.Array)
            throw new RecordFormatException("field 'authors' must be a list of objects {expert, role, weight}");
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                yield return Author(item.GetString()!);
                continue;
            }
            if (item.ValueKind != JsonValueKind.Object)
                throw new RecordFormatException("field 'authors' must be a list of objects {expert, role, weight}");
            var author = new JsonFields(item);
            var expert = author.Text("expert") ?? throw new RecordFormatException("field 'authors.expert' is missing or empty");
            yield return new AuthorRecord(expert, author.Choice("role", AuthorshipRole.Author), author.Number("weight") ?? 1, author.Text("name"), author.Text("email"));
        }
    }

    /// <summary><c>id</c>, <c>id:role</c> or <c>id:role:weight</c>, as CSV writes it.</summary>
    private static AuthorRecord Author(string text)
    {
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        if (parts.Length > 3 || parts[0].Length == 0)
            throw new RecordFormatException($"author '{text}': expected id, id:role or id:role:weight");
        var role = AuthorshipRole.Author;
        if (parts.Length > 1)
        {
            role = JsonFields.ParseChoice<AuthorshipRole>(parts[1])
                ?? throw new RecordFormatException($"author '{text}': role '{parts[1]}' is none of: {string.Join(", ", Enum.GetNames<AuthorshipRole>()).ToLowerInvariant()}");
        }
        var weight = 1.0;
        if (parts.Length > 2 && !double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out weight))
            throw new RecordFormatException($"author '{text}': weight '{parts[2]}' is not a number");
        return new AuthorRecord(parts[0], role, weight);
    }

    private static double? NotNegative(double? value, string name) =>
        value is < 0 ? throw new RecordFormatException($"field '{name}' is negative") : value;

    private static int? NotNegative(int? value, string name) =>
        value is < 0 ? throw new RecordFormatException($"field '{name}' is negative") : value;
}
