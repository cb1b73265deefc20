namespace ExpertRouter.Testing;

/// <summary>
/// Limits of what people bear, so high that no test of a shared portal meets them: such tests ask the same few people, in an order that
/// differs from machine to machine. What people bear is tested with the rules.
/// </summary>
public static class ManyAskings
{
    /// <summary>Settings by name.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Routing:OffersPerWeek"] = "1000",
        ["Routing:Capacity"] = "1000",
    };
}
