namespace ExpertRouter.Core.Routing;

/// <summary>Why a ranked expert was no candidate.</summary>
/// <param name="ExpertId">Canonical expert.</param>
/// <param name="Kind">The rule.</param>
/// <param name="Reason">For people, to follow "not offered:", such as <c>on leave until 3 March</c>. Names nothing that is restricted.</param>
public sealed record Exclusion(long ExpertId, ExclusionKind Kind, string Reason);
