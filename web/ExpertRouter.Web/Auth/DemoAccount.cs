namespace ExpertRouter.Web.Auth;

/// <summary>An account of the demo organisation.</summary>
/// <param name="Email">User name.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Role">Its main role.</param>
/// <param name="Description">What this person does, in a few words.</param>
public sealed record DemoAccount(string Email, string Name, string Role, string Description);
