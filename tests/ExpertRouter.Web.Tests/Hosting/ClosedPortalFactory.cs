namespace ExpertRouter.Web.Tests.Hosting;

/// <summary>A portal for real use: no demo.</summary>
public sealed class ClosedPortalFactory : PortalFactory
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [KeyValuePair.Create("Demo:Enabled", "false")];
}
