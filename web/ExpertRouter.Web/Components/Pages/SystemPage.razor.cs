using ExpertRouter.Web.Hosting;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>How the installation is. Quiet unless something needs attention.</summary>
public sealed partial class SystemPage(SystemStateReader reader)
{
    private SystemState? State { get; set; }

    protected override async Task OnInitializedAsync() => State = await reader.ReadAsync(CancellationToken.None);
}
