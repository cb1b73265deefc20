using System.Text;
using ExpertRouter.App.Ingestion.Records;

namespace ExpertRouter.App.Ingestion.Csv;

/// <summary>Splits one CSV record (RFC 4180): quoted fields may hold separators, doubled quotes and line breaks. Thread-safe.</summary>
public static class CsvSplitter
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>The fields of a record whose quotes are balanced.</summary>
    /// <exception cref="RecordFormatException">Text follows a closing quote.</exception>
    public static IReadOnlyList<string> Split(string record, char separator)
    {
        var fields = new List<string>();
        var i = 0;
        while (true)
        {
            fields.Add(i < record.Length && record[i] == '"' ? Quoted(record, ref i) : Plain(record, ref i, separator));
            if (i >= record.Length)
                return fields;
            if (record[i] != separator)
                throw new RecordFormatException($"text after the closing quote of column {fields.Count}");
            i++;
        }
    }

    /// <summary>The separator of a header line: the commonest of comma, semicolon and tab.</summary>
    public static char Separator(string header) =>
        Separators.MaxBy(candidate => header.Count(c => c == candidate));

    private static string Plain(string record, ref int i, char separator)
    {
        var end = record.IndexOf(separator, i);
        var start = i;
        i = end < 0 ? record.Length : end;
        return record[start..i];
    }

    private static string Quoted(string record, ref int i)
    {
        var field = new StringBuilder();
        for (i++; i < record.Length; i++)
        {
            if (record[i] != '"')
            {
                field.Append(record[i]);
            }
            else if (i + 1 < record.Length && record[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else
            {
                i++;
                return field.ToString();
            }
        }
        throw new RecordFormatException("a quote is never closed");
    }
}
