using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.App.Ingestion.Records;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>
/// SHA-256 over the fields of a record, each with its length in front, so that no two different records read the same.
/// Equal hashes mean that there is nothing to store. Thread-safe.
/// </summary>
public static class ContentHasher
{
    private const string DocumentForm = "document/1";
    private const string ExpertForm = "expert/1";

    /// <summary>
    /// Hash of a document, its authors in any order. Title and tags that come from the parent are mixed in by exclusive or, so
    /// that <see cref="Reparent"/> can exchange them without knowing the rest.
    /// </summary>
    public static byte[] Hash(DocumentRecord document)
    {
        if (!document.InheritsFromParent)
            return Own(document);
        var hash = Own(document with { Title = "", Tags = [] });
        Mix(hash, document.Title, document.Tags);
        return hash;
    }

    /// <summary>Hash of a document after its inherited title and tags have changed.</summary>
    public static byte[] Reparent(byte[] hash, string oldTitle, IReadOnlyList<string> oldTags, string newTitle, IReadOnlyList<string> newTags)
    {
        byte[] result = [.. hash];
        Mix(result, oldTitle, oldTags);
        Mix(result, newTitle, newTags);
        return result;
    }

    private static void Mix(byte[] hash, string title, IReadOnlyList<string> tags)
    {
        using var inherited = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(inherited, title);
        Add(inherited, tags);
        var other = inherited.GetHashAndReset();
        for (var i = 0; i < hash.Length; i++)
            hash[i] ^= other[i];
    }

    private static byte[] Own(DocumentRecord document)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, DocumentForm);
        Add(hash, document.Id);
        Add(hash, (int)document.Kind);
        Add(hash, document.Title);
        Add(hash, document.Body);
        Add(hash, document.Code);
        Add(hash, document.Tags);
        Add(hash, document.Language);
        Add(hash, document.CreatedAt?.UtcTicks ?? -1);
        Add(hash, document.UpdatedAt?.UtcTicks ?? -1);
        Add(hash, document.Url);
        Add(hash, document.Score);
        Add(hash, document.IsAccepted ? 1 : 0);
        Add(hash, document.Status);
        Add(hash, document.Parent);
        Add(hash, document.Groups);
        foreach (var author in document.Authors
            .OrderBy(author => author.Expert, StringComparer.Ordinal).ThenBy(author => author.Role).ThenBy(author => author.Weight))
        {
            Add(hash, author.Expert);
            Add(hash, (int)author.Role);
            Add(hash, BitConverter.DoubleToInt64Bits(author.Weight));
        }
        return hash.GetHashAndReset();
    }

    /// <summary>Hash of an expert.</summary>
    public static byte[] Hash(ExpertRecord expert)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, ExpertForm);
        Add(hash, expert.Id);
        Add(hash, (int)expert.Kind);
        Add(hash, expert.Name);
        Add(hash, expert.Email);
        Add(hash, expert.Title);
        Add(hash, expert.Team);
        Add(hash, expert.Location);
        Add(hash, expert.TimeZone);
        Add(hash, expert.About);
        Add(hash, expert.Url);
        Add(hash, expert.Owner);
        Add(hash, expert.Areas);
        Add(hash, BitConverter.DoubleToInt64Bits(expert.CostPerRequest ?? -1));
        Add(hash, BitConverter.DoubleToInt64Bits(expert.LatencySeconds ?? -1));
        Add(hash, expert.Capacity ?? -1);
        Add(hash, (int)expert.Availability);
        Add(hash, expert.IsServiceAccount switch { null => 2, true => 1, false => 0 });
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, string? text)
    {
        if (text is null)
        {
            Add(hash, -1);
            return;
        }
        Span<byte> buffer = stackalloc byte[512];
        if (text.Length <= 160)
        {
            var written = Encoding.UTF8.GetBytes(text, buffer[8..]);
            BinaryPrimitives.WriteInt64LittleEndian(buffer, written);
            hash.AppendData(buffer[..(8 + written)]);
            return;
        }
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, rented);
        Add(hash, count);
        hash.AppendData(rented, 0, count);
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> buffer = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(buffer, number);
        hash.AppendData(buffer);
    }

    private static void Add(IncrementalHash hash, IReadOnlyList<string> list)
    {
        Add(hash, list.Count);
        foreach (var text in list)
            Add(hash, text);
    }
}
