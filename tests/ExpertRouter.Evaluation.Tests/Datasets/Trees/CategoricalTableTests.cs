using ExpertRouter.Evaluation.Datasets.Trees;

namespace ExpertRouter.Evaluation.Tests.Datasets.Trees;

public sealed class CategoricalTableTests
{
    [Fact]
    public void Load_EmptyCellAndQuotes_AreValuesOfTheirOwn()
    {
        var table = Load("colour,\"size, cm\",class\nred,,yes\nblue,\"1,5\",no\n\nred,\"1,5\",maybe\n");

        Assert.Equal(["colour=blue", "colour=red", "size, cm=", "size, cm=1,5"], table.Columns);
        Assert.Equal([0, 1, 1, 0], table.Rows[0]);
        Assert.Equal([1, 0, 0, 1], table.Rows[1]);
        Assert.Equal([2, 1, 0], table.Classes);
        Assert.Equal(3, table.ClassCount);
    }

    [Theory]
    [InlineData("a,class\nx,1\ny\n", "line 3: 1 cells, but the header has 2")]
    [InlineData("a,class\nx,1\ny,1\n", "so there is nothing to learn")]
    [InlineData("a,class\n\"x,1\ny,2\n", "line 2: a quoted cell")]
    [InlineData("", "needs a header")]
    public void Load_Damaged_SaysFileAndLine(string content, string expected)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Load(content));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(".csv", exception.Message, StringComparison.Ordinal);
    }

    private static CategoricalTable Load(string content)
    {
        var path = Path.Combine(Path.GetTempPath(), $"table-{Guid.CreateVersion7()}.csv");
        File.WriteAllText(path, content);
        try
        {
            return CategoricalTable.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
