using ExpertRouter.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace ExpertRouter.Web.Auth;

/// <summary>Roles and the first administrator.</summary>
public static class AdministratorSetup
{
    /// <summary>Makes the roles that are missing.</summary>
    public static async Task EnsureRolesAsync(IServiceProvider services)
    {
        var roles = services.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        foreach (var name in Roles.All)
        {
            if (!await roles.RoleExistsAsync(name))
                IdentityProblem.ThrowIfFailed(await roles.CreateAsync(new IdentityRole<Guid>(name) { Id = Guid.CreateVersion7() }), name);
        }
    }

    /// <summary>Whether somebody runs the installation; the demo's administrator does not count.</summary>
    public static async Task<bool> ExistsAsync(IServiceProvider services)
    {
        var users = services.GetRequiredService<UserManager<AppUser>>();
        return (await users.GetUsersInRoleAsync(Roles.Administrator)).Any(user => !user.IsDemo);
    }

    /// <summary>Makes an administrator who can also ask.</summary>
    public static async Task<IdentityResult> CreateAsync(IServiceProvider services, string email, string password)
    {
        var users = services.GetRequiredService<UserManager<AppUser>>();
        var user = new AppUser { Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, LockoutEnabled = true };
        var created = await users.CreateAsync(user, password);
        return created.Succeeded ? await users.AddToRolesAsync(user, [Roles.Asker, Roles.Administrator]) : created;
    }
}
