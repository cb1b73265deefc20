using System.Text;
using ExpertRouter.App.Ingestion.Text;

namespace ExpertRouter.App.Ingestion.Csv;

/// <summary>
/// Joins lines to records while a quote is open. A quote that is not closed within a thousand lines costs only the line it
/// stands in: reading goes on with the next one.
/// </summary>
internal sealed class CsvRecords(LineReader reader)
{
    private const int MaxLines = 1000;
    private readonly Queue<SourceLine> _ahead = new();

    public bool TryRead(out SourceLine record)
    {
        if (!TryTake(out record))
            return false;
        if (record.Problem is not null || !IsOpen(record.Text))
            return true;
        var text = new StringBuilder(record.Text);
        var taken = new List<SourceLine>();
        while (taken.Count < MaxLines && TryTake(out var next))
        {
            taken.Add(next);
            if (next.Problem is not null)
                break;
            text.Append('\n').Append(next.Text);
            if (!IsOpen(next.Text))
                continue;
            record = new SourceLine(record.Number, next.EndOffset, text.ToString(), null);
            return true;
        }
        var later = _ahead.ToArray();
        _ahead.Clear();
        foreach (var line in taken.Concat(later))
            _ahead.Enqueue(line);
        record = record with { Problem = "a quote is never closed" };
        return true;
    }

    private bool TryTake(out SourceLine line) => _ahead.TryDequeue(out line) || reader.TryRead(out line);

    /// <summary>An odd number of quotes opens a field, or closes one.</summary>
    private static bool IsOpen(string text) => text.AsSpan().Count('"') % 2 != 0;
}
