using System.Buffers.Binary;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Indexing;

/// <summary>Authorships as 13 bytes each: expert id (8), role (1), weight (4), little endian.</summary>
internal static class AuthorBytes
{
    private const int Size = 13;

    public static BytesRef Write(IReadOnlyList<Authorship> authorships)
    {
        var bytes = new byte[authorships.Count * Size];
        for (var i = 0; i < authorships.Count; i++)
        {
            var slot = bytes.AsSpan(i * Size, Size);
            BinaryPrimitives.WriteInt64LittleEndian(slot, authorships[i].ExpertId);
            slot[8] = (byte)authorships[i].Role;
            BinaryPrimitives.WriteSingleLittleEndian(slot[9..], (float)authorships[i].Weight);
        }
        return new BytesRef(bytes);
    }

    public static IReadOnlyList<HitAuthor> Read(BytesRef value)
    {
        var authors = new HitAuthor[value.Length / Size];
        for (var i = 0; i < authors.Length; i++)
        {
            var slot = value.Bytes.AsSpan(value.Offset + i * Size, Size);
            authors[i] = new HitAuthor(
                BinaryPrimitives.ReadInt64LittleEndian(slot), (AuthorshipRole)slot[8], BinaryPrimitives.ReadSingleLittleEndian(slot[9..]));
        }
        return authors;
    }
}
