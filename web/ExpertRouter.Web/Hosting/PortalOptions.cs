namespace ExpertRouter.Web.Hosting;

/// <summary>Section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Portal";

    /// <summary>Whether visitors who are not signed in may search public documents; by default only in demo mode.</summary>
    public bool? GuestSearch { get; set; }

    /// <summary>The first administrator, made at start when there is none; the alternative is the first-run page.</summary>
    public FirstAdministratorOptions FirstAdministrator { get; set; } = new();

    /// <summary>Requests to <c>/api</c> per minute and caller.</summary>
    public int ApiRequestsPerMinute { get; set; } = 600;

    /// <summary>Largest request body of the ingestion API, in bytes.</summary>
    public long ApiMaxBodyBytes { get; set; } = 8 * 1024 * 1024;
}
