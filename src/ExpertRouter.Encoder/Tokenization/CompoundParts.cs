namespace ExpertRouter.Encoder.Tokenization;

/// <summary>Where compound identifiers come apart.</summary>
internal static class CompoundParts
{
    /// <summary>
    /// Length of the first part: up to a dot beside a letter (<c>system.io</c>, not <c>10.0.15</c>), a plus beside letters on both
    /// sides, a lower-case letter followed by an upper-case one (<c>camel|Case</c>), or before the last capital of an acronym (<c>HTTP|Server</c>).
    /// </summary>
    public static int EndOfFirst(ReadOnlySpan<char> word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            var (before, here) = (word[i - 1], word[i]);
            if (here is '.' or '+' or '#')
            {
                var after = i + 1 < word.Length ? word[i + 1] : ' ';
                if (here == '.' ? char.IsLetter(before) || char.IsLetter(after) : char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after))
                    return i;
            }
            else if (before is '+' or '#' && char.IsLetterOrDigit(here))
                return i;
            else if (char.IsLower(before) && char.IsUpper(here))
                return i;
            else if (i + 1 < word.Length && char.IsUpper(before) && char.IsUpper(here) && char.IsLower(word[i + 1]))
                return i;
        }
        return word.Length;
    }
}
