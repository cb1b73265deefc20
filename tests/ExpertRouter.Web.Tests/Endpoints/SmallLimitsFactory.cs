namespace ExpertRouter.Web.Tests.Endpoints;

/// <summary>An empty portal on a real port (the in-memory server knows no size limit) that takes 100 kB per request.</summary>
public sealed class SmallLimitsFactory : PortalFactory
{
    public SmallLimitsFactory()
    {
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [KeyValuePair.Create("Demo:Enabled", "false"), KeyValuePair.Create("Portal:ApiMaxBodyBytes", "100000")];
}
