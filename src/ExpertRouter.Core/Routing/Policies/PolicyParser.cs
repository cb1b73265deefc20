namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Policies as people write them, in the words of <see cref="IRoutingPolicy.Version"/>: <c>threshold(0.05)>>smallest-set(p=0.5,cap=3)</c>. What a
/// policy says of itself is read back as the same policy, numbers to four places. Stateless and thread-safe.
/// </summary>
public static class PolicyParser
{
    /// <summary>What can be written, one policy a line.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "top", "smallest-set(p=0.4,cap=5)", "cost-aware(price=1)", "thompson(n=20,among=5)",
        "threshold(0.05)>>…", "flat-entropy(0.87,triage=4+9)>>…", "less-loaded(0.8,among=3)>>…", "even(1,among=3)>>…", "epsilon(0.05,among=5)>>…",
    ];

    /// <summary>The names alone.</summary>
    internal static string KnownNames { get; } = string.Join(", ", Known.Select(form => form.Split('(')[0]));

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">It is none; says where, counted from 1, and what is known.</exception>
    public static IRoutingPolicy Parse(string text)
    {
        var steps = PolicyText.Read(text);
        IRoutingPolicy? then = null;
        for (var place = steps.Count - 1; place >= 0; place--)
        {
            try
            {
                then = Build(steps[place], then);
            }
            catch (ArgumentOutOfRangeException wrong)
            {
                throw Error(steps[place].Position, $"{steps[place].Name}: {wrong.Message.Split(" (Parameter")[0]}");
            }
        }

        return then!;
    }

    internal static FormatException Error(int position, string problem) => new($"Policy, character {position}: {problem}.");

    private static IRoutingPolicy Build(PolicyStep step, IRoutingPolicy? then)
    {
        var policy = step.Name switch
        {
            "threshold" => new ThresholdPolicy(Needed(step, "p"), then),
            "flat-entropy" => new FlatEntropyPolicy(Needed(step, "f"), step.Take("triage")?.Ids() ?? new HashSet<long>(), then),
            "less-loaded" => new LessLoadedPolicy(Needed(step, "ratio"), then, step.Take("among")?.Whole() ?? 3),
            "even" => new EvenPolicy(Needed(step, "price"), then, step.Take("among")?.Whole() ?? 3),
            "epsilon" => new EpsilonPolicy(Needed(step, "epsilon"), then ?? new TopPolicy(), step.Take("among")?.Whole() ?? 5),
            _ => Final(step, then),
        };
        step.Close(Known.First(form => form.Split('(')[0] == step.Name));
        return policy;
    }

    private static IRoutingPolicy Final(PolicyStep step, IRoutingPolicy? then)
    {
        IRoutingPolicy policy = step.Name switch
        {
            "top" => new TopPolicy(),
            "smallest-set" => new SmallestSetPolicy(step.Take("p", first: true)?.Number() ?? .4, step.Take("cap")?.Whole() ?? 5),
            "cost-aware" => new CostAwarePolicy(Needed(step, "price")),
            "thompson" => new ThompsonPolicy(Needed(step, "n"), step.Take("among")?.Whole() ?? 5),
            _ => throw Error(step.Position, $"'{step.Name}' is no policy; known are {KnownNames}"),
        };
        return then is null ? policy : throw Error(step.Position, $"{step.Name} always decides, so nothing can follow it");
    }

    private static double Needed(PolicyStep step, string key) =>
        step.Take(key, first: true)?.Number() ?? throw Error(step.Position, $"{step.Name} needs a number: {step.Name}(0.5)");
}
