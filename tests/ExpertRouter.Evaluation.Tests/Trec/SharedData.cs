namespace ExpertRouter.Evaluation.Tests.Trec;

/// <summary>Public data that some checkouts have beside them; its place is named by EXPERTROUTER_SHARED.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder below <c>data</c>; skips the test when the variable is unset.</summary>
    public static string Path(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("EXPERTROUTER_SHARED");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "set EXPERTROUTER_SHARED to the folder that holds data/ to compare with the public sets");
        return System.IO.Path.Combine([root!, "data", .. parts]);
    }
}
