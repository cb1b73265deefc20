namespace ExpertRouter.Encoder.Graph;

/// <summary>A named attribute of a node: an integer, a float, a string, or a list of integers.</summary>
public sealed record NodeAttribute(string Name, object Content)
{
    public static NodeAttribute Of(string name, long value) => new(name, value);

    public static NodeAttribute Of(string name, float value) => new(name, value);

    public static NodeAttribute Of(string name, string value) => new(name, value);

    public static NodeAttribute Of(string name, IReadOnlyList<long> values) => new(name, values);
}
