namespace ExpertRouter.E2E.Tests;

/// <summary>Tests that share one portal and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<PortalServer>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "browser";
}
