using System.Security.Cryptography;
using System.Text;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.Search.Tests.Dense;

public sealed class VectorStoreTests : IDisposable
{
    private static readonly VectorSpace Space = new("model@1", 2, VectorPrecision.Exact);
    private readonly string _folder = Directory.CreateTempSubdirectory("vectors").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IndexCheckpoint At(long documents) => new(documents, 0);

    private static EntryVectors Entry(long number, params float[][] vectors) => new(number, [.. vectors.Select(vector => (ReadOnlyMemory<float>)vector)]);

    private VectorStore Open(long committed, out IReadOnlyList<string> problems, VectorSpace? space = null)
    {
        var store = new VectorStore(_folder, space ?? Space);
        problems = store.BeginWriting(At(committed));
        return store;
    }

    private VectorStore Open(long committed) => Open(committed, out _);

    private string[] Files() => [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static float[] Vector(VectorStore store, long number) => Assert.Single(store.VectorsOf(number));

    [Fact]
    public void Append_ThenReopen_GivesTheSameVectors()
    {
        Open(0).Append([Entry(7, [0.6f, 0.8f]), Entry(-3, [1, 0], [0, 1])], At(5));

        var store = Open(5, out var problems);

        Assert.Empty(problems);
        Assert.Equal([0.6f, 0.8f], Vector(store, 7));
        Assert.Equal([[1, 0], [0, 1]], store.VectorsOf(-3));
        Assert.Equal(At(5), store.Checkpoint);
    }

    [Fact]
    public void Append_KnownEntry_ReplacesItAndNoVectorsTakeItOut()
    {
        var store = Open(0);
        store.Append([Entry(1, [1, 0]), Entry(2, [1, 0]), Entry(3, [1, 0])], At(1));

        store.Append([Entry(1, [0, 1]), Entry(2)], At(2));

        Assert.Equal([0, 1], Vector(store, 1));
        Assert.Empty(store.VectorsOf(2));
        Assert.Equal([1, 0], Vector(store, 3));
    }

    [Fact]
    public void BeginWriting_SegmentNewerThanTheCommit_IsDroppedAndTheFormerStateIsBack()
    {
        var store = Open(0);
        store.Append([Entry(1, [1, 0])], At(10));
        store.Append([Entry(1, [0, 1])], At(20)); // then the process dies before the index commits 20

        var restarted = Open(10, out var problems);

        Assert.Equal([1, 0], Vector(restarted, 1));
        Assert.Equal(At(10), restarted.Checkpoint);
        Assert.Contains("newer than the last commit", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Equal(["000000000001-000000000001.vec"], Files());
    }

    [Fact]
    public void BeginWriting_HalfWrittenFile_IsRemoved()
    {
        Open(0).Append([Entry(1, [1, 0])], At(1));
        File.WriteAllText(Path.Combine(_folder, "000000000002-000000000002.vec.tmp"), "half");

        var store = Open(1);

        Assert.Equal([1, 0], Vector(store, 1));
        Assert.Equal(["000000000001-000000000001.vec"], Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BeginWriting_DamagedSegment_IsDroppedWithWhatFollows(bool cutOff)
    {
        var store = Open(0);
        for (var i = 1; i <= 3; i++)
            store.Append([Entry(i, [1, 0])], At(i));
        var path = Path.Combine(_folder, "000000000002-000000000002.vec");
        var content = File.ReadAllBytes(path);
        content[^40] ^= 1;
        File.WriteAllBytes(path, cutOff ? content[..^1] : content);

        var restarted = Open(3, out var problems);

        Assert.Equal(At(1), restarted.Checkpoint);
        Assert.Contains("000000000002", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Equal(["000000000001-000000000001.vec"], Files());
    }

    [Fact]
    public void Refresh_SegmentOfTheFormerVersion_IsReadAndItsVectorsTurned()
    {
        var space = new VectorSpace("model@1", 2, VectorPrecision.Quantized);
        using (var content = new MemoryStream())
        {
            using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write("expertrouter-vectors-1");
                writer.Write(space.ModelId);
                foreach (var number in (int[])[2, (int)VectorPrecision.Quantized])
                    writer.Write(number);
                foreach (var number in (long[])[1, 1, 5, 0]) // generations, checkpoint
                    writer.Write(number);
                foreach (var number in (int[])[1, 1]) // entries, rows
                    writer.Write(number);
                writer.Write(7L);
                foreach (var number in (int[])[0, 1])
                    writer.Write(number);
                writer.Write(0.8f / 127);
                writer.Write([95, 127, .. new byte[62]]); // .6 and .8 in steps of .8 / 127
            }
            content.Write(SHA256.HashData(content.ToArray()));
            File.WriteAllBytes(Path.Combine(_folder, "000000000001-000000000001.vec"), content.ToArray());
        }
        var store = new VectorStore(_folder, space);

        Assert.Empty(store.Refresh());

        Assert.Equal(0.6f, Vector(store, 7)[0], 0.01f);
        Assert.Equal(0.8f, Vector(store, 7)[1], 0.01f);
        Assert.Equal(1, store.Similarities([0.6f, 0.8f], [7])[0]!.Value, 0.01f);
    }

    [Theory]
    [InlineData("model@2", 2, VectorPrecision.Exact)]
    [InlineData("model@1", 3, VectorPrecision.Exact)]
    [InlineData("model@1", 2, VectorPrecision.Quantized)]
    public void BeginWriting_VectorsOfAnotherSpace_NeverMix(string model, int dimension, VectorPrecision precision)
    {
        Open(0).Append([Entry(1, [1, 0])], At(1));

        var store = Open(1, out var problems, new VectorSpace(model, dimension, precision));

        Assert.Equal(0, store.RowCount);
        Assert.Contains("another encoder", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void Compact_ManySmallSegments_KeepsTheNewestOfEachEntry()
    {
        var store = Open(0);
        for (var i = 1; i <= 40; i++)
        {
            store.Append([Entry(i, [1, 0]), Entry(1000, [MathF.Cos(i), MathF.Sin(i)])], At(i));
            if (i == 20)
                store.Append([Entry(5)], At(i));
            store.Compact(At(i));
        }

        var reopened = Open(40);

        Assert.InRange(store.SegmentCount, 1, 6);
        Assert.Equal(store.SegmentCount, Files().Length);
        foreach (var state in (VectorStore[])[store, reopened])
        {
            Assert.Equal([MathF.Cos(40), MathF.Sin(40)], Vector(state, 1000));
            Assert.Empty(state.VectorsOf(5));
            Assert.All(Enumerable.Range(1, 40).Where(number => number != 5), number => Assert.Equal([1, 0], Vector(state, number)));
        }
    }

    [Fact]
    public void Compact_UncommittedSegments_AreLeftAlone()
    {
        var store = Open(0);
        store.Append([Entry(1, [1, 0])], At(1));
        store.Append([Entry(2, [1, 0])], At(2));

        store.Compact(At(1));

        Assert.Equal(2, store.SegmentCount);
        Assert.Equal([1, 0], Vector(Open(1), 1));
    }

    [Fact]
    public void Compact_MoreRowsThanAMergeTakes_LeavesThemApart()
    {
        var store = new VectorStore(_folder, Space) { LargestMerge = 3 };
        store.BeginWriting(At(0));
        for (var i = 1; i <= 3; i++)
        {
            store.Append([Entry(i, [1, 0], [0, 1])], At(i));
            store.Compact(At(i));
        }

        Assert.Equal(3, store.SegmentCount); // two rows each: any two are four
        store.Append([Entry(4, [1, 0])], At(4));
        store.Compact(At(4));
        Assert.Equal(3, store.SegmentCount);
        Assert.Equal([[1, 0], [0, 1]], store.VectorsOf(3));
        Assert.Equal([1, 0], Vector(store, 4));
    }

    [Theory]
    [InlineData(256, VectorPrecision.Quantized, 4_000_000)]
    [InlineData(1000, VectorPrecision.Quantized, 4_000_000)] // 512 bytes of a plane: 4,194,303 would fit
    [InlineData(1536, VectorPrecision.Quantized, 2_796_202)] // (2,147,483,591 − 64) / 768
    [InlineData(256, VectorPrecision.Exact, 4_000_000)]
    [InlineData(768, VectorPrecision.Exact, 2_796_202)] // 2,147,483,591 / 768
    [InlineData(1024, VectorPrecision.Exact, 2_097_151)]
    public void LargestMerge_AnySpace_FitsAnArray(int dimension, VectorPrecision precision, int expected)
    {
        var space = new VectorSpace("model@1", dimension, precision);

        Assert.Equal(expected, new VectorStore(_folder, space).LargestMerge);

        Assert.Throws<OverflowException>(() => new VectorRows(space, VectorRows.MaxCount(space) + 1));
    }

    [Fact]
    public void BeginWriting_CrashBeforePartsOfAMergeWereDeleted_UsesTheMergedOne()
    {
        var store = Open(0);
        store.Append([Entry(1, [1, 0])], At(1));
        store.Append([Entry(1, [0, 1])], At(2));
        var parts = Directory.GetFiles(_folder).ToDictionary(path => path, File.ReadAllBytes);
        store.Compact(At(2));
        foreach (var (path, content) in parts)
            File.WriteAllBytes(path, content);

        var restarted = Open(2, out var problems);

        Assert.Empty(problems);
        Assert.Equal([0, 1], Vector(restarted, 1));
        Assert.Equal(["000000000001-000000000002.vec"], Files());
    }

    [Fact]
    public void Refresh_ReadingProcess_SeesWhatTheWriterAddsAndDeletesNothing()
    {
        var writer = Open(0);
        writer.Append([Entry(1, [1, 0])], At(1));
        var reader = new VectorStore(_folder, Space);
        reader.Refresh();
        writer.Append([Entry(2, [0, 1])], At(2));
        Assert.Empty(reader.VectorsOf(2));

        reader.Refresh();

        Assert.Equal([0, 1], Vector(reader, 2));
        Assert.Equal(2, Files().Length);
        Assert.Throws<InvalidOperationException>(() => reader.Append([Entry(3, [0, 1])], At(3)));
    }

    [Fact]
    public void Append_BadVector_IsRefusedAndNothingIsWritten()
    {
        var store = Open(0);

        Assert.Contains("has 3 numbers", Assert.Throws<ArgumentException>(() => store.Append([Entry(1, [1, 0, 0])], At(1))).Message, StringComparison.Ordinal);
        Assert.Contains("entry 9", Assert.Throws<ArgumentException>(() => store.Append([Entry(9, [float.NaN, 0])], At(1))).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => store.Append([Entry(1), Entry(1)], At(1))).Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void Clear_Everything_IsGoneFromDisk()
    {
        var store = Open(0);
        store.Append([Entry(1, [1, 0])], At(1));

        store.Clear();

        Assert.Equal((0L, IndexCheckpoint.Empty), (store.RowCount, store.Checkpoint));
        Assert.Empty(Files());
    }

    [Fact]
    public void Similarities_Entries_BestPassageOrNull()
    {
        var store = Open(0);
        store.Append([Entry(1, [1, 0], [0.6f, 0.8f]), Entry(2, [0, 1])], At(1));

        var cosines = store.Similarities([0.8f, 0.6f], [1, 2, 3]);

        Assert.Equal(0.96f, cosines[0]!.Value, 1e-6f); // max(1·.8 + 0·.6, .6·.8 + .8·.6 = .96)
        Assert.Equal(0.6f, cosines[1]!.Value, 1e-6f);
        Assert.Null(cosines[2]);
    }

    [Fact]
    public void Similarities_Quantized_WithinTheErrorOfRounding()
    {
        const int Dimension = 100;
        var random = new Random(3);
        var vectors = Enumerable.Range(0, 500).Select(_ => Unit(random, Dimension)).ToArray();
        var store = Open(0, out _, new VectorSpace("model@1", Dimension, VectorPrecision.Quantized));
        store.Append([.. vectors.Select((vector, i) => Entry(i, vector))], At(1));
        var query = Unit(random, Dimension);

        var cosines = store.Similarities(query, [.. Enumerable.Range(0, 500).Select(i => (long)i)]);

        for (var i = 0; i < vectors.Length; i++)
            Assert.Equal(vectors[i].Zip(query, (a, b) => a * b).Sum(), cosines[i]!.Value, 0.01f);
    }

    private static float[] Unit(Random random, int dimension)
    {
        var vector = Enumerable.Range(0, dimension).Select(_ => (float)(random.NextDouble() * 2 - 1)).ToArray();
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / norm)];
    }
}
