using ExpertRouter.App.Finding;
using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Previews;

/// <summary>What would be decided now. Immutable.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Names">Expert → name, for everybody the decision names.</param>
/// <param name="Similar">Where nobody would be asked, an answered question like this one, if there is one.</param>
public sealed record RoutePreview(RoutingDecision Decision, IReadOnlyDictionary<long, string> Names, SimilarQuestion? Similar);
