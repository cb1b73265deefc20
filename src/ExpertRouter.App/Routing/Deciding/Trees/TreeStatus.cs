using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>How the expertise tree is doing. Thread-safe.</summary>
public sealed class TreeStatus(TreeKeeper keeper, IOptions<RoutingOptions> options)
{
    /// <summary>One line for people: mode, outcomes, and the region in which routing does worst.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var mode = options.Value.Trees.Mode;
        var known = mode == TreeMode.Off ? null : await keeper.ReportAsync(cancellationToken);
        return TreeWords.StatusOf(mode, known?.Report);
    }
}
