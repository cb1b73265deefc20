using ExpertRouter.Evaluation.Datasets;

namespace ExpertRouter.Evaluation.Tests.Datasets;

public sealed class JsonLinesTests
{
    [Fact]
    public void Open_Folder_SaysThatItIsNoFile()
    {
        var error = Assert.Throws<InvalidDataException>(() => JsonLines.Open(Path.GetTempPath()));

        Assert.Contains("this is a folder", error.Message, StringComparison.Ordinal);
    }
}
