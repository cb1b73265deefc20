using ExpertRouter.Data.Identity;
using Microsoft.AspNetCore.Authorization;

namespace ExpertRouter.Web.Auth;

/// <summary>Names of the portal's authorisation policies.</summary>
public static class Policies
{
    /// <summary>May search and read: everybody signed in, and guests where the installation admits them.</summary>
    public const string CanSearch = nameof(CanSearch);

    /// <summary>May ask for help.</summary>
    public const string CanAsk = nameof(CanAsk);

    /// <summary>May be asked.</summary>
    public const string CanAnswer = nameof(CanAnswer);

    /// <summary>May judge in annotation campaigns.</summary>
    public const string CanAnnotate = nameof(CanAnnotate);

    /// <summary>May watch and steer the flow of tickets.</summary>
    public const string CanDispatch = nameof(CanDispatch);

    /// <summary>May run the installation.</summary>
    public const string CanAdminister = nameof(CanAdminister);

    /// <summary>Adds every policy.</summary>
    public static void Register(AuthorizationOptions options)
    {
        options.AddPolicy(CanSearch, policy => policy.AddRequirements(new SearchRequirement()));
        options.AddPolicy(CanAsk, policy => policy.RequireRole([.. Roles.All]));
        options.AddPolicy(CanAnswer, policy => policy.RequireRole(Roles.Expert));
        options.AddPolicy(CanAnnotate, policy => policy.RequireRole(Roles.Annotator));
        options.AddPolicy(CanDispatch, policy => policy.RequireRole(Roles.Dispatcher, Roles.Administrator));
        options.AddPolicy(CanAdminister, policy => policy.RequireRole(Roles.Administrator));
        options.DefaultPolicy = options.GetPolicy(CanAsk)!;
    }
}
