namespace ExpertRouter.Evaluation.Datasets.Trees;

/// <summary>
/// A CSV of categories whose last column is the class: a header line, then one row per line. Every other column becomes
/// one 0/1 column per value, an empty cell being a value of its own. Immutable.
/// </summary>
public sealed class CategoricalTable
{
    private CategoricalTable(string name, double[][] rows, int[] classes, int classCount, IReadOnlyList<string> columns)
    {
        (Name, Rows, Classes, ClassCount, Columns) = (name, rows, classes, classCount, columns);
    }

    /// <summary>The file's name without extension.</summary>
    public string Name { get; }

    /// <summary>One-hot rows, 0 or 1.</summary>
    public IReadOnlyList<double[]> Rows { get; }

    /// <summary>The class of each row, 0 to <see cref="ClassCount"/> − 1.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>How many classes there are, at least 2.</summary>
    public int ClassCount { get; }

    /// <summary>Names of the one-hot columns, such as <c>odor=n</c>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">Says file, line and what is wrong.</exception>
    public static CategoricalTable Load(string path)
    {
        var rows = new List<string[]>();
        string[]? header = null;
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (text.Length == 0) continue;
            string[] cells = [.. Split(text, path, line)];
            header ??= cells;
            if (cells.Length != header.Length)
                throw new InvalidDataException($"{path}, line {line}: {cells.Length} cells, but the header has {header.Length}");
            rows.Add(cells);
        }

        if (header is null || rows.Count < 3 || header.Length < 2)
            throw new InvalidDataException($"{path}: needs a header, at least two rows, and at least one column besides the class");
        rows.RemoveAt(0);
        string[] classes = [.. rows.Select(row => row[^1]).Distinct().Order(StringComparer.Ordinal)];
        if (classes.Length < 2)
            throw new InvalidDataException($"{path}: the last column is the class; all {rows.Count} rows have '{classes[0]}', so there is nothing to learn");
        (int Column, string Value)[] oneHot =
        [
            .. Enumerable.Range(0, header.Length - 1).SelectMany(column =>
                rows.Select(row => row[column]).Distinct().Order(StringComparer.Ordinal).Select(value => (column, value))),
        ];
        return new CategoricalTable(
            Path.GetFileNameWithoutExtension(path),
            [.. rows.Select(row => Array.ConvertAll(oneHot, cell => row[cell.Column] == cell.Value ? 1.0 : 0.0))],
            [.. rows.Select(row => Array.BinarySearch(classes, row[^1], StringComparer.Ordinal))],
            classes.Length,
            [.. oneHot.Select(cell => $"{header[cell.Column]}={cell.Value}")]);
    }

    private static List<string> Split(string text, string path, int line)
    {
        var cells = new List<string>();
        var start = 0;
        while (true)
        {
            if (start < text.Length && text[start] == '"')
            {
                var end = start + 1;
                while (end < text.Length && (text[end] != '"' || (end + 1 < text.Length && text[end + 1] == '"')))
                    end += text[end] == '"' ? 2 : 1;
                if (end >= text.Length || (end + 1 < text.Length && text[end + 1] != ','))
                    throw new InvalidDataException($"{path}, line {line}: a quoted cell does not end with a quote before the next comma");
                cells.Add(text[(start + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal));
                if (end + 1 >= text.Length) return cells;
                start = end + 2;
                continue;
            }

            var comma = text.IndexOf(',', start);
            cells.Add((comma < 0 ? text[start..] : text[start..comma]).Trim());
            if (comma < 0) return cells;
            start = comma + 1;
        }
    }
}
