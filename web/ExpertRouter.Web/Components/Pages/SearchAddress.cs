using System.Globalization;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using Microsoft.AspNetCore.WebUtilities;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>A search as its address holds it: text, filters, page. Immutable; what is unknown in an address is ignored.</summary>
public sealed record SearchAddress
{
    /// <summary>Experts per page.</summary>
    public const int PageSize = 10;

    /// <summary>No search.</summary>
    public static SearchAddress Empty { get; } = new();

    /// <summary>Choices of the time filter: value in the address, days, words.</summary>
    public static IReadOnlyList<(string Value, int Days, string Name)> Times { get; } =
        [("3m", 92, "last 3 months"), ("1y", 366, "last year"), ("3y", 1096, "last 3 years")];

    /// <summary>As typed, trimmed.</summary>
    public string Text { get; init; } = "";

    /// <summary>Only this kind; null means both.</summary>
    public ExpertKind? Kind { get; init; }

    /// <summary>Only these sources; empty means all.</summary>
    public IReadOnlyList<int> SourceIds { get; init; } = [];

    /// <summary>Only these areas; empty means all.</summary>
    public IReadOnlyList<int> AreaIds { get; init; } = [];

    /// <summary>Only evidence of these kinds; empty means all.</summary>
    public IReadOnlyList<DocumentKind> DocumentKinds { get; init; } = [];

    /// <summary>Value of the time filter; null means any time.</summary>
    public string? Since { get; init; }

    /// <summary>1-based.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Experts on the pages before.</summary>
    public int Skip => (Page - 1) * PageSize;

    /// <summary>Whether anything but the text limits the search.</summary>
    public bool IsFiltered => Kind is not null || SourceIds.Count > 0 || AreaIds.Count > 0 || DocumentKinds.Count > 0 || Since is not null;

    /// <summary>Reads query-string values.</summary>
    public static SearchAddress Read(
        string? text, string[]? kinds, string[]? sources, string[]? areas, string[]? documentKinds, string? since, string? page)
    {
        var chosen = (kinds ?? []).Distinct().ToList();
        return new SearchAddress
        {
            Text = Limit(text?.Trim() ?? "", 2000),
            Kind = chosen is ["person"] ? ExpertKind.Person : chosen is ["model"] ? ExpertKind.ExpertModel : null,
            SourceIds = Numbers(sources),
            AreaIds = Numbers(areas),
            DocumentKinds = [.. (documentKinds ?? []).Where(kind => Enum.TryParse<DocumentKind>(kind, ignoreCase: true, out _))
                .Select(kind => Enum.Parse<DocumentKind>(kind, ignoreCase: true)).Where(Enum.IsDefined).Distinct()],
            Since = Times.Any(time => time.Value == since) ? since : null,
            Page = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 100) : 1,
        };
    }

    /// <summary>The address of another page of the same search.</summary>
    public string At(int page) => (this with { Page = page }).ToString();

    /// <summary>The same search without filters.</summary>
    public string Unfiltered() => new SearchAddress { Text = Text }.ToString();

    /// <summary>The same search with another text.</summary>
    public string WithText(string text) => (this with { Text = text, Page = 1 }).ToString();

    /// <summary>The same search limited to an area.</summary>
    public string WithArea(int areaId) => (this with { AreaIds = [areaId], Page = 1 }).ToString();

    /// <summary>What the finder understands; an area becomes its name and synonyms.</summary>
    public QueryFilter Filter(IReadOnlyList<KnowledgeArea> areas, DateTimeOffset now) => new()
    {
        SourceIds = SourceIds,
        Tags = [.. areas.Where(area => AreaIds.Contains(area.Id)).SelectMany(area => area.Synonyms.Prepend(area.Name)).Distinct()],
        DocumentKinds = DocumentKinds,
        Since = Since is null ? null : now.AddDays(-Times.Single(time => time.Value == Since).Days),
        ExpertKind = Kind,
    };

    /// <inheritdoc/>
    public override string ToString()
    {
        var values = new List<KeyValuePair<string, string?>> { new("q", Text) };
        if (Kind is { } kind)
            values.Add(new("kind", kind == ExpertKind.Person ? "person" : "model"));
        values.AddRange(SourceIds.Select(id => new KeyValuePair<string, string?>("source", id.ToString(CultureInfo.InvariantCulture))));
        values.AddRange(AreaIds.Select(id => new KeyValuePair<string, string?>("area", id.ToString(CultureInfo.InvariantCulture))));
        values.AddRange(DocumentKinds.Select(doc => new KeyValuePair<string, string?>("doc", doc.ToString().ToLowerInvariant())));
        if (Since is not null)
            values.Add(new("since", Since));
        if (Page > 1)
            values.Add(new("page", Page.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString("/", values);
    }

    private static IReadOnlyList<int> Numbers(string[]? values) =>
        [.. (values ?? []).Where(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(value => int.Parse(value, CultureInfo.InvariantCulture)).Distinct()];

    // A cut inside a surrogate pair would leave half a character.
    private static string Limit(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
