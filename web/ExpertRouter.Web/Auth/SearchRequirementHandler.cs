using ExpertRouter.Web.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace ExpertRouter.Web.Auth;

/// <summary>Decides <see cref="SearchRequirement"/>.</summary>
public sealed class SearchRequirementHandler(DemoMode demo, PortalOptions options)
    : AuthorizationHandler<SearchRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SearchRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated == true || (options.GuestSearch ?? demo.IsOn))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
