using System.Globalization;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>What somebody allows the router, on their own profile. A change counts from the next decision on.</summary>
public sealed partial class AskingForm(ExpertSettingsDesk desk, IDbContextFactory<AppDbContext> contexts, NavigationManager navigation, LeaveCalendar leave, TimeProvider time)
{
    private static readonly DayOfWeek[] Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The person.</summary>
    [Parameter, EditorRequired] public Expert Own { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [CascadingParameter] private FormMappingContext? Mapping { get; set; }

    [SupplyParameterFromForm(FormName = "asking")] private AskingInput Input { get; set; } = default!;

    private ExpertSettings Stored { get; set; } = new();

    private IReadOnlyList<KnowledgeArea> NotMine { get; set; } = [];

    private string? Problem { get; set; }

    private DateOnly? FirstDayBack => leave.FirstDayBack(Stored, time.GetUtcNow());

    private string Summary => Stored switch
    {
        { IsOptedOut: true } => "I take no tickets",
        _ when FirstDayBack is { } back => $"On leave until {back.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}",
        { WorkStarts: not null } or { WorkingDays: > 0 } => "I am asked in my working hours",
        _ => "I may be asked at any time",
    };

    protected override async Task OnInitializedAsync()
    {
        Stored = await desk.ReadAsync(Own.Id, Http.RequestAborted);
        Input ??= AskingInput.From(Stored);
        int[] ids = Stored.NotMyAreas;
        if (ids.Length == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(Http.RequestAborted);
        NotMine = await db.KnowledgeAreas.AsNoTracking().Where(area => ids.Contains(area.Id)).OrderBy(area => area.Name).ToListAsync(Http.RequestAborted);
    }

    private async Task SaveAsync()
    {
        var unreadable = Mapping?.GetAllErrors("asking").SelectMany(error => error.ErrorMessages).Select(message => message.ToString(CultureInfo.InvariantCulture)).ToList() ?? [];
        if (unreadable.Count > 0)
        {
            Problem = $"Nothing was saved. {string.Join(" ", unreadable)}";
            return;
        }
        try
        {
            Problem = null;
            await desk.ChangeAsync(Own.Id, Input.To, Http.RequestAborted);
            navigation.NavigateTo("/me#asking");
        }
        catch (Exception wrong) when (wrong is TicketRejectedException or FormatException)
        {
            Problem = $"Nothing was saved. {wrong.Message}";
        }
    }
}
