namespace ExpertRouter.Web.Tests;

/// <summary>Tests that share one portal, because starting one takes seconds.</summary>
[CollectionDefinition(Name)]
public sealed class PortalCollection : ICollectionFixture<PortalFactory>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "portal";
}
