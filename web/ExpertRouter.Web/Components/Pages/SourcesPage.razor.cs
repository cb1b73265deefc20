using ExpertRouter.App.Indexing;
using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.Data;
using ExpertRouter.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>What is read, how the last run went, and which people were taken for one. Follows running ingestions live.</summary>
public sealed partial class SourcesPage(IDbContextFactory<AppDbContext> contexts, MergeDesk desk, IngestionBoard board, IndexNudge index) : IDisposable
{
    private const int MergesPerPage = 20;

    private readonly CancellationTokenSource _leaving = new();

    private IngestionBoard Board => board;

    private IReadOnlyList<SourceRowData>? Rows { get; set; }

    private IReadOnlyList<ExpertMergeView>? Merges { get; set; }

    private int MergePage { get; set; }

    private string? MergeProblem { get; set; }

    protected override async Task OnInitializedAsync()
    {
        board.Changed += OnBoardChanged;
        await LoadSourcesAsync();
        await LoadMergesAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        board.Changed -= OnBoardChanged;
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private void OnBoardChanged() => _ = InvokeAsync(async () =>
    {
        if (_leaving.IsCancellationRequested)
            return;
        if (Rows?.Any(row => board.Latest(row.Source.Id) is { IsRunning: false }) == true)
            await LoadSourcesAsync();
        StateHasChanged();
    });

    private async Task LoadSourcesAsync()
    {
        await using var db = await contexts.CreateDbContextAsync(_leaving.Token);
        var sources = await db.Sources.AsNoTracking().OrderBy(source => source.Name).ToListAsync(_leaving.Token);
        var rows = new List<SourceRowData>();
        foreach (var source in sources)
        {
            var run = await db.IngestionRuns.AsNoTracking().Where(run => run.SourceId == source.Id)
                .OrderByDescending(run => run.StartedAt).FirstOrDefaultAsync(_leaving.Token);
            rows.Add(new SourceRowData(source, run));
        }
        Rows = rows;
    }

    private async Task LoadMergesAsync() =>
        Merges = await desk.ListAsync(MergePage * MergesPerPage, MergesPerPage + 1, _leaving.Token);

    private async Task TurnAsync(int pages)
    {
        MergePage += pages;
        await LoadMergesAsync();
    }

    private async Task UndoAsync(ExpertMergeView merge)
    {
        await desk.UndoAsync(merge.Merge.Id, _leaving.Token);
        index.Nudge();
        await LoadMergesAsync();
    }

    private async Task RedoAsync(ExpertMergeView merge)
    {
        try
        {
            MergeProblem = null;
            await desk.MergeAsync(merge.Merge.ExpertId, merge.Merge.IntoExpertId, merge.Merge.Evidence, _leaving.Token);
            index.Nudge();
        }
        catch (ArgumentException e)
        {
            MergeProblem = e.Message;
        }
        await LoadMergesAsync();
    }
}
