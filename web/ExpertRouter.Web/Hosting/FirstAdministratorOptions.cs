namespace ExpertRouter.Web.Hosting;

/// <summary>Section <c>Portal:FirstAdministrator</c>.</summary>
public sealed class FirstAdministratorOptions
{
    /// <summary>E-mail, also the user name.</summary>
    public string? Email { get; set; }

    /// <summary>First password.</summary>
    public string? Password { get; set; }
}
