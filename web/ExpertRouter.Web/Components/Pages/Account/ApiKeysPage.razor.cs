using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace ExpertRouter.Web.Components.Pages.Account;

/// <summary>Makes and revokes keys of the ingestion API.</summary>
public sealed partial class ApiKeysPage(ApiKeyRing ring)
{
    private IReadOnlyList<ApiKey> Keys { get; set; } = [];

    private string? Created { get; set; }

    [SupplyParameterFromForm(FormName = "add-key")]
    private KeyInput Input { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new KeyInput();
        Keys = await ring.ListAsync(CancellationToken.None);
    }

    private async Task CreateAsync()
    {
        var name = Input.Name.Trim();
        if (name.Length is 0 or > 100)
            return;
        Created = await ring.CreateAsync(name, CancellationToken.None);
        Input = new KeyInput();
        Keys = await ring.ListAsync(CancellationToken.None);
    }

    private async Task RevokeAsync(Guid id)
    {
        await ring.RevokeAsync(id, CancellationToken.None);
        Keys = await ring.ListAsync(CancellationToken.None);
    }

    private sealed class KeyInput
    {
        public string Name { get; set => field = value ?? ""; } = "";
    }
}
