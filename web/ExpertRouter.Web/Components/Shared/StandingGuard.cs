using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ExpertRouter.Web.Components.Shared;

/// <summary>Part of every live page: leaves it when its reader may no longer see it. Looks every few seconds; shows nothing.</summary>
public sealed class StandingGuard(AccountStanding standing, NavigationManager navigation, TimeProvider time) : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private Poll? _poll;

    /// <summary>What the page demands.</summary>
    [Parameter, EditorRequired] public string Policy { get; set; } = "";

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>Leaves the page unless its reader may still act here.</summary>
    /// <returns>Whether the reader may.</returns>
    public async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        if (await standing.HoldsAsync((await Authentication).User, Policy, cancellationToken))
            return true;
        navigation.NavigateTo("/account/denied", forceLoad: true);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _poll?.Dispose();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _poll = Poll.Start(Pause, time, cancellation => InvokeAsync(() => CheckAsync(cancellation)), DispatchExceptionAsync);
    }
}
