using System.Globalization;
using System.Runtime.InteropServices;

namespace ExpertRouter.Evaluation.Trec;

/// <summary>
/// Reads and writes run files: <c>query iteration document rank score tag</c>, separated by blanks or tabs, in any
/// order of lines. Iteration and rank are ignored. Blank lines, a UTF-8 byte order mark and Windows line ends are
/// accepted. Stateless and thread-safe.
/// </summary>
/// <remarks>
/// Scores keep double precision, as in trec_eval since 2023; older builds rounded them to single precision first, and may
/// therefore see ties where this reader sees none. Documents and queries that the judgments do not know are kept; scoring treats the former as not relevant and leaves
/// out the latter.
/// </remarks>
public static class TrecRunFile
{
    private const int Columns = 6;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrecFormatException">
    /// A line without six columns, a score that is not a finite number, a document ranked twice for a query, or no line.
    /// </exception>
    public static Run Read(string path)
    {
        using var reader = new StreamReader(path);
        return Read(reader, path);
    }

    /// <summary>Reads from an open reader; <paramref name="file"/> names it in errors.</summary>
    /// <exception cref="TrecFormatException">As for a path.</exception>
    public static Run Read(TextReader reader, string file)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rowsOf = new Dictionary<string, List<Row>>(StringComparer.Ordinal);
        var byQuery = rowsOf.GetAlternateLookup<ReadOnlySpan<char>>();
        var order = new List<string>();
        List<Row>? rows = null;
        var currentQuery = "";
        string? tag = null;
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
                    $"a run line has {Columns} columns (query iteration document rank score tag), this one has {count}");
            }

            var query = line[columns[0]];
            if (rows is null || !query.SequenceEqual(currentQuery))
            {
                if (!byQuery.TryGetValue(query, out currentQuery!, out rows))
                {
                    currentQuery = query.ToString();
                    rows = [];
                    rowsOf.Add(currentQuery, rows);
                    order.Add(currentQuery);
                }
            }

            rows.Add(new Row(line[columns[2]].ToString(), ParseScore(line[columns[4]], file, number), number));
            tag ??= line[columns[5]].ToString();
        }

        if (tag is null)
        {
            throw new TrecFormatException(file, 0, "the run file holds no lines");
        }

        RefuseDuplicates(file, order, rowsOf);
        var run = new Run(tag);
        foreach (var query in order)
        {
            rowsOf.Remove(query, out var found);
            run.AddChecked(query, [.. found!.Select(row => new ScoredDocument(row.Document, row.Score))]);
        }

        return run;
    }

    /// <summary>Writes a run in ranking order, ranks from 1, scores so that they read back unchanged in double precision.</summary>
    /// <exception cref="ArgumentException">A query, document or name is empty or holds white space.</exception>
    public static void Write(string path, Run run)
    {
        using var writer = new StreamWriter(path);
        Write(writer, run);
    }

    /// <summary>Writes to an open writer, lines ending in a line feed.</summary>
    /// <exception cref="ArgumentException">A query, document or name is empty or holds white space.</exception>
    public static void Write(TextWriter writer, Run run)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(run);
        var name = TrecLine.CheckId(run.Name);
        foreach (var query in run.Queries)
        {
            TrecLine.CheckId(query);
            var rank = 0;
            foreach (var (document, score) in run[query])
            {
                rank++;
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{query} Q0 {TrecLine.CheckId(document)} {rank} {score:R} {name}\n"));
            }
        }
    }

    private static double ParseScore(ReadOnlySpan<char> text, string file, int number)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score))
        {
            throw new TrecFormatException(file, number, $"the score '{text}' is not a number");
        }

        return double.IsFinite(score)
            ? score
            : throw new TrecFormatException(file, number, $"the score '{text}' is not finite");
    }

    private static void RefuseDuplicates(string file, List<string> order, Dictionary<string, List<Row>> rowsOf)
    {
        (int Line, string Reason)? first = null;
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var query in order)
        {
            lineOf.Clear();
            foreach (var row in CollectionsMarshal.AsSpan(rowsOf[query]))
            {
                if (!lineOf.TryAdd(row.Document, row.Line) && (first is null || row.Line < first.Value.Line))
                {
                    first = (row.Line, $"document '{row.Document}' was already ranked for query '{query}' on line {lineOf[row.Document]}");
                    break;
                }
            }
        }

        if (first is { } found)
        {
            throw new TrecFormatException(file, found.Line, found.Reason);
        }
    }

    private readonly record struct Row(string Document, double Score, int Line);
}
