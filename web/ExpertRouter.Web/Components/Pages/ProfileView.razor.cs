using System.Globalization;
using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Model;
using ExpertRouter.Web.Components.Charts;
using ExpertRouter.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>What is known of an expert, with the documents behind it.</summary>
public sealed partial class ProfileView(TimeProvider time)
{
    /// <summary>Documents per page.</summary>
    public const int PageSize = 15;

    /// <summary>What is known.</summary>
    [Parameter, EditorRequired] public ExpertProfile Profile { get; set; } = default!;

    /// <summary>Documents of the page, one more when there is another page.</summary>
    [Parameter] public IReadOnlyList<ProfileDocument> Evidence { get; set; } = [];

    /// <summary>Who works on the same things.</summary>
    [Parameter] public IReadOnlyList<Colleague> Colleagues { get; set; } = [];

    /// <summary>Area that the evidence is limited to.</summary>
    [Parameter] public string? Area { get; set; }

    /// <summary>1-based page of evidence.</summary>
    [Parameter] public int Page { get; set; } = 1;

    private Expert Expert => Profile.Expert;

    private bool IsModel => Expert.Kind == ExpertKind.ExpertModel;

    private ProfileArea? Chosen => Profile.Areas.FirstOrDefault(area => string.Equals(area.Name, Area, StringComparison.OrdinalIgnoreCase));

    private double Best => Profile.Areas.Select(area => area.Weight).DefaultIfEmpty().Max();

    private string Line => string.Join(" · ", new[]
    {
        IsModel ? "expert model" : Expert.Title, Expert.Team, Expert.Location, LocalTime(), Wording.Of(Expert.Availability),
    }.Where(part => !string.IsNullOrEmpty(part)));

    private string ActivityLine => Profile.Documents == 0
        ? "No documents that you may open."
        : $"{Wording.Count(Profile.Documents, "document")}"
          + (Profile.Accepted > 0 ? $", {Profile.Accepted:N0} of them accepted or resolved" : "")
          + (Profile.LastActive is { } last ? $"; last {RelativeDate.Say(last, time.GetUtcNow())}." : ".");

    private IReadOnlyList<BarValue> Bars => [.. Profile.Activity.Select((month, index) => new BarValue(
        month.Month.ToString("MMMM yyyy", CultureInfo.InvariantCulture), month.Documents, Mark(month.Month, index)))];

    // The first month is named unless a year's mark would touch it.
    private static string? Mark(DateOnly month, int index) =>
        month.Month == 1 ? month.ToString("yyyy", CultureInfo.InvariantCulture)
        : index == 0 && month.Month < 9 ? month.ToString("MMM yyyy", CultureInfo.InvariantCulture)
        : null;

    private string At(string? area, int page)
    {
        var values = new Dictionary<string, string?>();
        if (area is not null)
            values["area"] = area;
        if (page > 1)
            values["page"] = page.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString($"/experts/{Expert.Id}", values) + "#evidence";
    }

    private string? LocalTime() =>
        Expert.TimeZone is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? TimeZoneInfo.ConvertTime(time.GetUtcNow(), found).ToString("HH:mm 'there'", CultureInfo.InvariantCulture)
            : null;
}
