using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// The state of a run between two steps as one file: replaced only by a complete one, refused when it belongs to other options. With
/// the batch sampler's numbering it is all that an exact continuation needs.
/// </summary>
internal sealed class Checkpoint(string path, EncoderTrainingOptions options, string vocabularyFingerprint)
{
    private const string Magic = "expertrouter-training 1";

    /// <summary>Everything but where the run stops to look around.</summary>
    private string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        (options with { CheckpointEverySeconds = 0, Table = default, Name = "" }).ToJson() + vocabularyFingerprint)));

    public bool Exists => File.Exists(path);

    public void Delete() => File.Delete(path);

    public void Save(TrainingState state, IReadOnlyList<float[]> arrays)
    {
        var temporary = path + ".tmp";
        using (var file = File.Create(temporary))
        using (var writer = new BinaryWriter(file))
        {
            writer.Write(Magic);
            writer.Write(Fingerprint);
            writer.Write(state.Step);
            writer.Write(state.BestStep);
            writer.Write(state.BestFigures.PairRecallAt10);
            writer.Write(state.BestFigures.ExpertHitAt10);
            writer.Write(state.WithoutImprovement);
            writer.Write(arrays.Count);
            foreach (var array in arrays)
            {
                writer.Write(array.Length);
                writer.Write(MemoryMarshal.AsBytes(array.AsSpan()));
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">the file belongs to another run or is damaged.</exception>
    public TrainingState Load(IReadOnlyList<float[]> arrays)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (reader.ReadString() != Magic)
                throw new InvalidDataException($"{path}: no training checkpoint; delete it or choose another output folder");
            if (reader.ReadString() != Fingerprint)
                throw new InvalidDataException(
                    $"{path}: made with other options or other text; delete it to start anew, or give the options it was made with");
            var state = new TrainingState(
                reader.ReadInt32(), reader.ReadInt32(), new ValidationFigures(reader.ReadDouble(), reader.ReadDouble()), reader.ReadInt32());
            var count = reader.ReadInt32();
            for (var i = 0; i < count; i++)
            {
                if (count != arrays.Count || reader.ReadInt32() != arrays[i].Length)
                    throw new InvalidDataException($"{path}: its tensors do not fit this model; delete it to start anew");
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(arrays[i].AsSpan()));
            }

            return state;
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"{path}: the file is truncated; delete it to start anew", error);
        }
    }
}
