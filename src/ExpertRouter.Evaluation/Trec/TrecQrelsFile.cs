using System.Globalization;

namespace ExpertRouter.Evaluation.Trec;

/// <summary>
/// Reads and writes judgments: <c>query iteration document grade</c>, separated by blanks or tabs, grades being whole
/// numbers. Blank lines, a UTF-8 byte order mark and Windows line ends are accepted. Stateless and thread-safe.
/// </summary>
public static class TrecQrelsFile
{
    private const int Columns = 4;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrecFormatException">
    /// A line without four columns, a grade that is no whole number, a document judged twice for a query, or no line.
    /// </exception>
    public static Qrels Read(string path)
    {
        using var reader = new StreamReader(path);
        return Read(reader, path);
    }

    /// <summary>Reads from an open reader; <paramref name="file"/> names it in errors.</summary>
    /// <exception cref="TrecFormatException">As for a path.</exception>
    public static Qrels Read(TextReader reader, string file)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var qrels = new Qrels();
        var query = "";
        Span<Range> columns = stackalloc Range[Columns];
        for (var number = 1; reader.ReadLine() is { } text; number++)
        {
            var line = text.AsSpan();
            var count = TrecLine.Split(line, columns);
            if (count == 0)
            {
                continue;
            }

            if (count != Columns)
            {
                throw new TrecFormatException(file, number,
                    $"a qrels line has {Columns} columns (query iteration document grade), this one has {count}");
            }

            if (!int.TryParse(line[columns[3]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var grade))
            {
                throw new TrecFormatException(file, number, $"the grade '{line[columns[3]]}' is not a whole number");
            }

            if (!line[columns[0]].SequenceEqual(query))
            {
                query = line[columns[0]].ToString();
            }

            var document = line[columns[2]].ToString();
            if (!qrels.TryAdd(query, document, grade))
            {
                throw new TrecFormatException(file, number, $"document '{document}' was already judged for query '{query}'");
            }
        }

        return qrels.Count > 0 ? qrels : throw new TrecFormatException(file, 0, "the qrels file holds no lines");
    }

    /// <summary>Writes judgments in the order in which they were added.</summary>
    /// <exception cref="ArgumentException">A query or document id is empty or holds white space.</exception>
    public static void Write(string path, Qrels qrels)
    {
        using var writer = new StreamWriter(path);
        Write(writer, qrels);
    }

    /// <summary>Writes to an open writer, lines ending in a line feed.</summary>
    /// <exception cref="ArgumentException">A query or document id is empty or holds white space.</exception>
    public static void Write(TextWriter writer, Qrels qrels)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(qrels);
        foreach (var query in qrels.Queries)
        {
            TrecLine.CheckId(query);
            foreach (var (document, grade) in qrels[query])
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{query} 0 {TrecLine.CheckId(document)} {grade}\n"));
            }
        }
    }
}
