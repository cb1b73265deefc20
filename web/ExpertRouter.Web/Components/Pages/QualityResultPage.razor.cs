using ExpertRouter.App.Evaluating;
using ExpertRouter.Web.Components.Charts;
using Microsoft.AspNetCore.Components;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>One saved evaluation, one data set and one metric at a time; both stand in the address.</summary>
public sealed partial class QualityResultPage(ResultArchive archive, NavigationManager navigation)
{
    /// <summary>The result's name.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The data set asked for.</summary>
    [SupplyParameterFromQuery(Name = "set")]
    public string? Set { get; set; }

    /// <summary>The metric asked for.</summary>
    [SupplyParameterFromQuery(Name = "metric")]
    public string? MetricName { get; set; }

    private string? Problem { get; set; }

    private string? QueriesProblem { get; set; }

    private SavedResult? Result { get; set; }

    private QualityDataset? Data { get; set; }

    private IReadOnlyList<string> Datasets { get; set; } = [];

    private IReadOnlyList<DifferenceValue> Queries { get; set; } = [];

    private string Title => Result is null ? "Result" : QualityWords.OfCommand(Result.Report.Command);

    protected override async Task OnParametersSetAsync()
    {
        try
        {
            Result = await archive.LoadAsync(Id, CancellationToken.None);
        }
        catch (InvalidDataException error)
        {
            Problem = error.Message;
            return;
        }
        if (Result is null)
        {
            navigation.NotFound();
            return;
        }
        Datasets = [.. Result.Report.Rows.Select(row => row.Dataset).Distinct()];
        if (Datasets.Count == 0)
            return;
        var chosen = Set is not null && Datasets.Contains(Set) ? Set : ResultHeadline.Of(Result.Report)?.Dataset ?? Datasets[0];
        Data = new QualityDataset(Result.Report, chosen, MetricName);
        await LoadQueriesAsync(Result, Data);
    }

    private async Task LoadQueriesAsync(SavedResult result, QualityDataset data)
    {
        try
        {
            Queries = await archive.LoadQueriesAsync(result, data.Name, CancellationToken.None) is { } experiment ? data.Queries(experiment) : [];
        }
        catch (InvalidDataException error)
        {
            QueriesProblem = error.Message;
        }
    }

    private string At(string dataset, string? metric) =>
        $"/quality/{Id}?set={Uri.EscapeDataString(dataset)}" + (metric is null ? "" : $"&metric={Uri.EscapeDataString(metric)}");
}
