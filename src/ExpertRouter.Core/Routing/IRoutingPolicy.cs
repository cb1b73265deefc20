namespace ExpertRouter.Core.Routing;

/// <summary>
/// Whom to ask, given calibrated probabilities. Pure: the same candidates and random numbers give the same choice. Implementations are
/// immutable and thread-safe.
/// </summary>
public interface IRoutingPolicy
{
    /// <summary>Name and parameters, stable, such as <c>smallest-set(p=0.6,cap=3)</c>: logged with every decision.</summary>
    string Version { get; }

    /// <summary>Chooses.</summary>
    /// <param name="candidates">By descending probability, then ascending load, then ascending id; may be empty.</param>
    /// <param name="random">Only source of chance; policies without exploration draw nothing.</param>
    RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random);
}
