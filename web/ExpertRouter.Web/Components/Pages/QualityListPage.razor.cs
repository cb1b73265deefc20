using ExpertRouter.App.Evaluating;
using ExpertRouter.App.Setup;
using Microsoft.AspNetCore.Components;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>Saved evaluations, newest first.</summary>
public sealed partial class QualityListPage(ResultArchive archive, DataDirectory data)
{
    private const int PageSize = 25;

    /// <summary>Page number from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    private IReadOnlyList<QualityEntry>? Entries { get; set; }

    private IReadOnlyList<DamagedResult> Damaged { get; set; } = [];

    private int Total { get; set; }

    private int Page { get; set; } = 1;

    private string Store => data.Root;

    private string Folder => data.Results;

    protected override async Task OnParametersSetAsync()
    {
        var list = await archive.ListAsync(CancellationToken.None);
        Damaged = list.Damaged;
        Total = list.Results.Count;
        Page = Math.Clamp(PageNumber ?? 1, 1, Math.Max(1, (Total + PageSize - 1) / PageSize));
        Entries = [.. QualityEntry.Of(list.Results).Skip((Page - 1) * PageSize).Take(PageSize)];
    }
}
