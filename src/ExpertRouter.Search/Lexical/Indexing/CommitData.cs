using System.Globalization;
using Lucene.Net.Index;
using Directory = Lucene.Net.Store.Directory;

namespace ExpertRouter.Search.Lexical.Indexing;

/// <summary>What a commit says of itself, so that index and checkpoint cannot disagree.</summary>
internal static class CommitData
{
    /// <summary>Raised with every change of fields or analysis; an index of another version is rebuilt.</summary>
    public const int SchemaVersion = 1;

    private const string Schema = "schema";
    private const string Documents = "documents";
    private const string Experts = "experts";

    public static Dictionary<string, string> Write(IndexCheckpoint checkpoint) => new()
    {
        [Schema] = SchemaVersion.ToString(CultureInfo.InvariantCulture),
        [Documents] = checkpoint.Documents.ToString(CultureInfo.InvariantCulture),
        [Experts] = checkpoint.Experts.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The checkpoint of the last commit; null when there is none or its schema version is another one.</summary>
    public static IndexCheckpoint? Read(Directory directory)
    {
        if (!DirectoryReader.IndexExists(directory))
            return null;
        var segments = new SegmentInfos();
        segments.Read(directory);
        var data = segments.UserData;
        return data.TryGetValue(Schema, out var schema) && schema == SchemaVersion.ToString(CultureInfo.InvariantCulture)
            ? new IndexCheckpoint(Number(data, Documents), Number(data, Experts))
            : null;
    }

    private static long Number(IDictionary<string, string> data, string name) =>
        data.TryGetValue(name, out var value) ? long.Parse(value, CultureInfo.InvariantCulture) : 0;
}
