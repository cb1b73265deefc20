namespace ExpertRouter.Web.Tests.Faults;

/// <summary>The fault tests share two servers of their own and run when everything else is done: they kill what they use.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection : ICollectionFixture<FaultServers>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "faults";
}
