using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>
/// Groups hits by expert. A document counts once per expert, through its strongest role; association weight
/// a(d, e) = weight · roleWeight · (floor + (1 − floor) · 2^(−age / half-life)), age never below 0. An asker and a weight of 0 do not count.
/// </summary>
internal static class Associations
{
    public static Dictionary<long, List<Association>> ByExpert(Retrieved retrieved, AggregationOptions options, DateTimeOffset now)
    {
        var experts = new Dictionary<long, List<Association>>();
        for (var index = 0; index < retrieved.Hits.Count; index++)
        {
            var hit = retrieved.Hits[index];
            var decay = Decay(hit, options, now);
            foreach (var author in hit.Authors)
            {
                var weight = author.Weight * RoleWeight(author.Role, options) * decay;
                if (weight > 0)
                    Add(experts, author.ExpertId, new Association(hit, index, author.Role, weight));
            }
        }
        return experts;
    }

    private static void Add(Dictionary<long, List<Association>> experts, long expert, Association association)
    {
        if (!experts.TryGetValue(expert, out var list))
            experts[expert] = list = [];
        if (list.Count == 0 || list[^1].HitIndex != association.HitIndex)
            list.Add(association);
        else if (association.Weight > list[^1].Weight)
            list[^1] = association;
    }

    private static double RoleWeight(AuthorshipRole role, AggregationOptions options) =>
        role == AuthorshipRole.Asker ? 0 : options.RoleWeights.GetValueOrDefault(role, 1);

    private static double Decay(Hit hit, AggregationOptions options, DateTimeOffset now) =>
        options.HalfLife is { } half
            ? options.DecayFloor + ((1 - options.DecayFloor) * Math.Pow(2, -Math.Max(0, (now - hit.CreatedAt) / half)))
            : 1;
}
