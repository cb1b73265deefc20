using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Components.Pages.Account;

/// <summary>Accounts and their roles, for administrators.</summary>
public sealed partial class UsersPage(UserManager<AppUser> users, TimeProvider time)
{
    private List<UserRow> Rows { get; } = [];

    private string? Message { get; set; }

    private string? Problem { get; set; }

    [SupplyParameterFromForm(FormName = "add-user")]
    private UserInput Input { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new UserInput();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        Rows.Clear();
        foreach (var user in await users.Users.OrderBy(user => user.Email).ToListAsync())
            Rows.Add(new UserRow(user, [.. await users.GetRolesAsync(user)], user.LockoutEnd > time.GetUtcNow()));
    }

    private async Task AddAsync()
    {
        var roles = Input.Roles.Intersect(Roles.All).ToList();
        var email = Input.Email.Trim();
        var user = new AppUser
        {
            Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, LockoutEnabled = true,
            DisplayName = string.IsNullOrWhiteSpace(Input.Name) ? null : Input.Name.Trim(),
        };
        var result = await users.CreateAsync(user, Input.Password);
        if (result.Succeeded)
            result = await users.AddToRolesAsync(user, roles.Count == 0 ? [Roles.Asker] : roles);
        if (result.Succeeded)
        {
            Message = $"{email} can sign in now.";
            Input = new UserInput();
        }
        else
        {
            Problem = IdentityProblem.Describe(result);
        }
        await LoadAsync();
    }

    private async Task ToggleAsync(UserRow row)
    {
        await users.SetLockoutEndDateAsync(row.User, row.IsClosed ? null : DateTimeOffset.MaxValue);
        await users.UpdateSecurityStampAsync(row.User);
        Message = row.IsClosed ? $"{row.User.Email} can sign in again." : $"{row.User.Email} can no longer sign in; open sessions end within a minute.";
        await LoadAsync();
    }

    private sealed record UserRow(AppUser User, IReadOnlyList<string> Roles, bool IsClosed);

    private sealed class UserInput
    {
        public string Email { get; set => field = value ?? ""; } = "";

        public string Name { get; set => field = value ?? ""; } = "";

        public string Password { get; set => field = value ?? ""; } = "";

        // A field that was not sent, or a list of which nothing is ticked, arrives as null.
        public string[] Roles { get; set => field = value ?? []; } = [];
    }
}
