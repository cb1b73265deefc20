namespace ExpertRouter.Evaluation.Trec;

/// <summary>Splits a line at spaces and tabs without allocating; a trailing carriage return counts as white space.</summary>
internal static class TrecLine
{
    private const string WhiteSpace = " \t\r\v\f";

    /// <summary>Fills the ranges of the first columns and returns how many columns the line has in all.</summary>
    public static int Split(ReadOnlySpan<char> line, Span<Range> columns)
    {
        var count = 0;
        var position = 0;
        while (true)
        {
            var skip = line[position..].IndexOfAnyExcept(WhiteSpace);
            if (skip < 0)
            {
                return count;
            }

            position += skip;
            var length = line[position..].IndexOfAny(WhiteSpace);
            var end = length < 0 ? line.Length : position + length;
            if (count < columns.Length)
            {
                columns[count] = position..end;
            }

            count++;
            position = end;
        }
    }

    /// <summary>Refuses ids that would break the columns of a file.</summary>
    /// <exception cref="ArgumentException">The id is empty or holds white space.</exception>
    public static string CheckId(string id) =>
        id.Length > 0 && !id.Any(char.IsWhiteSpace)
            ? id
            : throw new ArgumentException($"'{id}' cannot be an id in a TREC file: it is empty or holds white space.", nameof(id));
}
