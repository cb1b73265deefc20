using System.Text.Json;
using ExpertRouter.App.Ingestion.Records;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>What <see cref="Core.Model.IngestionRun.Checkpoint"/> holds, as JSON.</summary>
/// <param name="File">File of the last stored item.</param>
/// <param name="Line">Its line.</param>
/// <param name="Offset">Where reading goes on.</param>
/// <param name="Fingerprint">State of the file.</param>
/// <param name="Since">The store's change sequence when the run began; later numbers were written by this run.</param>
/// <param name="Batch">Number of the batch, which makes every checkpoint of a run different.</param>
public sealed record RunCheckpoint(string File, long Line, long Offset, string Fingerprint, long Since, long Batch)
{
    /// <summary>Position to read on from; null before the first batch.</summary>
    public SourcePosition? Position => Batch == 0 ? null : new SourcePosition(File, Line, Offset, Fingerprint);

    /// <summary>Reads a stored checkpoint; null when there is none or it is of another form.</summary>
    public static RunCheckpoint? Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return null;
        try
        {
            return JsonSerializer.Deserialize<RunCheckpoint>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The form to store.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);
}
