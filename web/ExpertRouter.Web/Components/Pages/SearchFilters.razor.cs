using System.Globalization;
using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>Filters beside the results. They belong to the search form in the header, so one address holds everything.</summary>
public sealed partial class SearchFilters
{
    private const int Shown = 6;

    /// <summary>The search as asked.</summary>
    [Parameter, EditorRequired] public SearchAddress Address { get; set; } = default!;

    /// <summary>Its result, with counts.</summary>
    [Parameter, EditorRequired] public FindResult Result { get; set; } = default!;

    /// <summary>All sources, for the names of chosen ones.</summary>
    [Parameter] public IReadOnlyList<Source> Sources { get; set; } = [];

    /// <summary>Chosen areas.</summary>
    [Parameter] public IReadOnlyList<KnowledgeArea> Areas { get; set; } = [];

    private IReadOnlyList<FilterChoice> SourceChoices => Choices(
        Result.Facets.Sources, Address.SourceIds, id => Sources.FirstOrDefault(source => source.Id == id)?.Name ?? "unknown", Id);

    private IReadOnlyList<FilterChoice> AreaChoices => Choices(
        Result.Facets.Areas, Address.AreaIds, id => Areas.FirstOrDefault(area => area.Id == id)?.Name ?? "unknown", Id);

    private IReadOnlyList<FilterChoice> DocumentChoices => Choices(
        [.. Result.Facets.Kinds.Select(facet => facet with { Name = Wording.Of(facet.Value) })], Address.DocumentKinds, Wording.Of,
        kind => kind.ToString().ToLowerInvariant());

    private string KindCount(ExpertKind kind) =>
        Result.Facets.ExpertKinds.FirstOrDefault(facet => facet.Value == kind)?.Count.ToString("N0", CultureInfo.CurrentCulture) ?? "";

    private static string Id(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static List<FilterChoice> Choices<T>(
        IReadOnlyList<FacetCount<T>> facets, IReadOnlyList<T> chosen, Func<T, string> name, Func<T, string> value)
    {
        var choices = facets.Take(Shown)
            .Select(facet => new FilterChoice(value(facet.Value), facet.Name, facet.Count, chosen.Contains(facet.Value))).ToList();
        foreach (var missing in chosen.Where(one => choices.TrueForAll(choice => choice.Value != value(one))))
            choices.Add(new FilterChoice(value(missing), name(missing), null, IsChosen: true));
        return choices;
    }
}
