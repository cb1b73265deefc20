using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// Segments on disk, little-endian: magic, model id, dimension, precision, generations, checkpoint, counts, numbers, starts, scales, rows,
/// then SHA-256 of all before. Written to a temporary file, flushed to disk, then renamed: a segment is there whole or not at all.
/// </summary>
internal static class VectorSegmentFile
{
    public const string Extension = ".vec";
    public const string TemporaryExtension = ".tmp";
    private const string Magic = "expertrouter-vectors-2";

    /// <summary>Its bytes were not turned (<see cref="Rotation"/>); they are when they are read, which rounds them a second time.</summary>
    private const string FormerMagic = "expertrouter-vectors-1";

    public static void Write(string folder, VectorSegment segment, VectorSpace space)
    {
        var path = Path.Combine(folder, segment.FileName);
        var temporary = path + TemporaryExtension;
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            using var hash = SHA256.Create();
            using (var hashing = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            using (var writer = new BinaryWriter(hashing, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(Magic);
                writer.Write(space.ModelId);
                writer.Write(space.Dimension);
                writer.Write((int)space.Precision);
                writer.Write(segment.First);
                writer.Write(segment.Last);
                writer.Write(segment.Checkpoint.Documents);
                writer.Write(segment.Checkpoint.Experts);
                writer.Write(segment.Numbers.Length);
                writer.Write(segment.Rows.Count);
                writer.Write(MemoryMarshal.AsBytes(segment.Numbers.AsSpan()));
                writer.Write(MemoryMarshal.AsBytes(segment.Starts.AsSpan()));
                writer.Write(MemoryMarshal.AsBytes(segment.Rows.Scales.AsSpan()));
                WriteRows(writer, segment.Rows, space);
                writer.Flush();
                hashing.FlushFinalBlock();
            }
            file.Write(hash.Hash!);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <returns>The segment, or null when it belongs to another space.</returns>
    /// <exception cref="InvalidDataException">Cut off or damaged.</exception>
    public static VectorSegment? Read(string path, VectorSpace space)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
            var magic = reader.ReadString();
            if (magic is not (Magic or FormerMagic))
                throw new InvalidDataException($"{path}: is no vector segment of this version");
            if ((reader.ReadString(), reader.ReadInt32(), reader.ReadInt32()) != (space.ModelId, space.Dimension, (int)space.Precision))
                return null;
            var (first, last) = (reader.ReadInt64(), reader.ReadInt64());
            var checkpoint = new IndexCheckpoint(reader.ReadInt64(), reader.ReadInt64());
            var (entries, rowCount) = (reader.ReadInt32(), reader.ReadInt32());
            var bytes = entries * (long)sizeof(long) + (entries + 1L) * sizeof(int) + rowCount * RowBytes(space);
            if (entries < 0 || rowCount < 0 || file.Length - file.Position != bytes + SHA256.HashSizeInBytes)
                throw new InvalidDataException($"{path}: has {file.Length} bytes, which is not what its {entries} entries need; it is cut off or damaged");

            var numbers = new long[entries];
            var starts = new int[entries + 1];
            var rows = new VectorRows(space, rowCount);
            file.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
            file.ReadExactly(MemoryMarshal.AsBytes(starts.AsSpan()));
            file.ReadExactly(MemoryMarshal.AsBytes(rows.Scales.AsSpan()));
            ReadRows(file, rows, space, areTurned: magic == Magic);
            CheckHash(file, path);
            return new VectorSegment(first, last, checkpoint, numbers, starts, rows);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"{path}: is cut off", e);
        }
    }

    private static void WriteRows(BinaryWriter writer, VectorRows rows, VectorSpace space)
    {
        if (space.Precision == VectorPrecision.Exact)
        {
            for (var row = 0; row < rows.Count; row++)
                writer.Write(MemoryMarshal.AsBytes(rows.Floats(row)));
            return;
        }
        var bytes = new sbyte[VectorRows.Stride(space)];
        for (var row = 0; row < rows.Count; row++)
        {
            rows.GetBytes(row, bytes);
            writer.Write(MemoryMarshal.AsBytes(bytes.AsSpan()));
        }
    }

    private static void ReadRows(FileStream file, VectorRows rows, VectorSpace space, bool areTurned)
    {
        if (space.Precision == VectorPrecision.Exact)
        {
            var vector = new float[space.Dimension];
            for (var row = 0; row < rows.Count; row++)
            {
                file.ReadExactly(MemoryMarshal.AsBytes(vector.AsSpan()));
                rows.Set(row, vector);
            }
            return;
        }
        var bytes = new sbyte[VectorRows.Stride(space)];
        for (var row = 0; row < rows.Count; row++)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(bytes.AsSpan()));
            if (areTurned)
                rows.SetBytes(row, bytes);
            else
                rows.Set(row, Array.ConvertAll(bytes[..space.Dimension], value => rows.Scale(row) * value));
        }
    }

    private static long RowBytes(VectorSpace space) =>
        space.Precision == VectorPrecision.Quantized ? VectorRows.Stride(space) + sizeof(float) : VectorRows.Stride(space) * (long)sizeof(float);

    private static void CheckHash(FileStream file, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var left = file.Length - SHA256.HashSizeInBytes;
        var buffer = new byte[1 << 16];
        file.Position = 0;
        for (int count; left > 0; left -= count)
        {
            count = (int)Math.Min(left, buffer.Length);
            file.ReadExactly(buffer, 0, count);
            hash.AppendData(buffer, 0, count);
        }
        file.ReadExactly(buffer, 0, SHA256.HashSizeInBytes);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(buffer.AsSpan(0, SHA256.HashSizeInBytes)))
            throw new InvalidDataException($"{path}: its checksum is wrong; it is damaged");
    }
}
