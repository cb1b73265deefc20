namespace ExpertRouter.Core.Routing.Policies;

/// <summary>Cuts a written policy into steps: <c>name(value,key=value)>>name</c>. Blanks count nowhere.</summary>
internal ref struct PolicyText(string text)
{
    private int _at;

    public static IReadOnlyList<PolicyStep> Read(string text)
    {
        var reader = new PolicyText(text);
        var steps = new List<PolicyStep> { reader.Step() };
        while (reader.Skip() != '\0')
        {
            if (!text.AsSpan(reader._at).StartsWith(">>"))
                throw PolicyParser.Error(reader._at + 1, $"'>>' or the end is expected, not '{text[reader._at]}'");
            reader._at += 2;
            steps.Add(reader.Step());
        }

        return steps;
    }

    private PolicyStep Step()
    {
        Skip();
        var position = _at + 1;
        var name = Word(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
        if (name.Length == 0)
            throw PolicyParser.Error(position, $"the name of a policy is expected; known are {PolicyParser.KnownNames}");
        var arguments = new List<PolicyArgument>();
        if (Skip() != '(')
            return new PolicyStep(name, position, arguments);
        do
        {
            _at++;
            if (Skip() == ')' && arguments.Count == 0) break;
            arguments.Add(Argument());
        }
        while (Skip() == ',');
        if (Skip() != ')')
            throw PolicyParser.Error(_at + 1, $"the arguments of {name} must end with ')'");
        _at++;
        return new PolicyStep(name, position, arguments);
    }

    private PolicyArgument Argument()
    {
        var position = _at + 1;
        var word = Value();
        if (Skip() != '=')
            return word.Length > 0 ? new PolicyArgument(null, word, position) : throw PolicyParser.Error(position, "a value is expected");
        _at++;
        Skip();
        position = _at + 1;
        return new PolicyArgument(word, Value(), position);
    }

    private string Value() => Word(letter => letter is not (',' or ')' or '(' or '=' or '>')).TrimEnd();

    private string Word(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < text.Length && belongs(text[_at])) _at++;
        return text[start.._at];
    }

    /// <summary>The next character that is no blank, or NUL at the end; it is not consumed.</summary>
    private char Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        return _at < text.Length ? text[_at] : '\0';
    }
}
