using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Web.Components.Shared;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>The result of a search in one honest sentence: who has merely touched the subject is not said to help.</summary>
public static class SearchHeadline
{
    /// <summary>The sentence.</summary>
    public static string Of(FindResult result, SearchAddress address)
    {
        if (result.Total == 0)
            return "Nobody found";
        if (address.Page > 1)
            return $"{address.Skip + 1:N0} to {address.Skip + result.Experts.Count:N0} of {result.Total:N0} who have touched this";
        var good = result.Experts.Where(expert => expert.Strength > EvidenceStrength.Little).ToList();
        if (good.Count == 0)
            return $"Nobody clearly knows this; {result.Total:N0} {(result.Total == 1 ? "has" : "have")} touched it";
        var models = good.Count(expert => expert.Kind == ExpertKind.ExpertModel);
        var people = good.Count - models;
        var who = (people, models) switch
        {
            (0, _) => Wording.Count(models, "expert model"),
            (_, 0) => People(people),
            _ => $"{People(people)} and {Wording.Count(models, "expert model")}",
        };
        if (good.Count == result.Experts.Count && result.Total > good.Count)
            return $"At least {who} can probably help";
        var rest = result.Total - good.Count;
        return $"{who} can probably help{(rest > 0 ? $"; {rest:N0} more {(rest == 1 ? "has" : "have")} touched this" : "")}";
    }

    private static string People(int count) => count == 1 ? "1 person" : $"{count:N0} people";
}
