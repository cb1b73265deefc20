using Microsoft.AspNetCore.Authorization;

namespace ExpertRouter.Web.Auth;

/// <summary>Signed in, or a guest where guests are welcome.</summary>
public sealed class SearchRequirement : IAuthorizationRequirement;
