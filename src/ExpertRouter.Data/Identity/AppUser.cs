using Microsoft.AspNetCore.Identity;

namespace ExpertRouter.Data.Identity;

/// <summary>An account of the portal. Belongs to an expert when the e-mails match.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    /// <summary>Name to show; falls back to the user name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>One of the demo accounts that the sign-in page offers in demo mode.</summary>
    public bool IsDemo { get; set; }
}
