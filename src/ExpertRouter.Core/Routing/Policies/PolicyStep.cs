namespace ExpertRouter.Core.Routing.Policies;

/// <summary>A named step of a written policy with its arguments; each argument may be asked for once.</summary>
internal sealed class PolicyStep(string name, int position, IReadOnlyList<PolicyArgument> arguments)
{
    private readonly List<PolicyArgument> _left = [.. arguments];

    public string Name => name;

    public int Position => position;

    /// <summary>The argument of that name, or the first without a name where <paramref name="first"/>; null when it is not given.</summary>
    public PolicyArgument? Take(string key, bool first = false)
    {
        var place = _left.FindIndex(argument => argument.Key == key || (first && argument.Key is null));
        if (place < 0) return null;
        var found = _left[place];
        _left.RemoveAt(place);
        return found;
    }

    /// <summary>Refuses arguments that nobody asked for.</summary>
    /// <param name="known">What the step takes, for the message.</param>
    public void Close(string known)
    {
        if (_left.Count > 0)
            throw PolicyParser.Error(_left[0].Position, $"{name} takes no {(_left[0].Key is { } key ? $"'{key}'" : $"further '{_left[0].Text}'")}; it takes {known}");
    }
}
