namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>Section <c>Routing:Trees</c>.</summary>
public sealed class TreeRoutingOptions
{
    /// <summary>What the tree may do.</summary>
    public TreeMode Mode { get; set; }

    /// <summary>Outcomes that it must have learned from before it is applied.</summary>
    public int MinimumOutcomes { get; set; } = 50;
}
