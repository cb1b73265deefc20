using System.Xml.Linq;

namespace ExpertRouter.Core.Tests.Architecture;

/// <summary>Who may name whom (docs/architecture.md), read off the project files and sources.</summary>
public sealed class ReferenceRulesTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["ExpertRouter.Core"] = [],
        ["ExpertRouter.Contracts"] = [],
        ["ExpertRouter.Encoder"] = ["ExpertRouter.Core"],
        ["ExpertRouter.Search"] = ["ExpertRouter.Core"],
        ["ExpertRouter.Learning"] = ["ExpertRouter.Core"],
        ["ExpertRouter.Evaluation"] = ["ExpertRouter.Core", "ExpertRouter.Learning"],
        ["ExpertRouter.Data"] = ["ExpertRouter.Core"],
        ["ExpertRouter.App"] =
            ["ExpertRouter.Core", "ExpertRouter.Encoder", "ExpertRouter.Search", "ExpertRouter.Learning", "ExpertRouter.Evaluation", "ExpertRouter.Data",
             "ExpertRouter.Contracts"],
        ["ExpertRouter.Migrations.Sqlite"] = ["ExpertRouter.Data"],
        ["ExpertRouter.Migrations.Postgres"] = ["ExpertRouter.Data"],
        ["ExpertRouter.Cli"] = ["ExpertRouter.App", "ExpertRouter.Migrations.Sqlite", "ExpertRouter.Migrations.Postgres"],
        ["ExpertRouter.Web"] = ["ExpertRouter.App", "ExpertRouter.Migrations.Sqlite", "ExpertRouter.Migrations.Postgres"],
    };

    private static readonly string Root = FindRoot();

    public static TheoryData<string> ProductProjects()
    {
        var data = new TheoryData<string>();
        foreach (var folder in (string[])["src", "web", "migrations"])
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                data.Add(Path.GetRelativePath(Root, file).Replace('\\', '/'));
        return data;
    }

    [Theory, MemberData(nameof(ProductProjects))]
    public void Project_References_OnlyTheRoomsItMayName(string projectFile)
    {
        var name = Path.GetFileNameWithoutExtension(projectFile);
        Assert.True(AllowedProjects.TryGetValue(name, out var allowed), $"{projectFile}: new room; say in docs/architecture.md and here whom it may name");

        var references = Items(projectFile, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

        Assert.Empty(references.Except(allowed));
    }

    [Theory, InlineData("ExpertRouter.Core"), InlineData("ExpertRouter.Contracts")]
    public void Project_WithoutDependencies_ReferencesNoPackages(string name) =>
        Assert.Empty(Items($"src/{name}/{name}.csproj", "PackageReference"));

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore", new[] { "ExpertRouter.Data", "ExpertRouter.App", "ExpertRouter.Cli", "ExpertRouter.Web" })]
    [InlineData("Lucene.Net", new[] { "ExpertRouter.Search" })]
    [InlineData("Microsoft.AspNetCore.Components", new[] { "ExpertRouter.Web" })]
    [InlineData("Microsoft.ML.OnnxRuntime", new[] { "ExpertRouter.Encoder" })]
    public void Namespace_IsNamed_OnlyInItsRooms(string prefix, string[] rooms)
    {
        var strangers = Sources().Where(file => UsesNamespace(file, prefix) && !rooms.Contains(RoomOf(file)));

        Assert.Empty(strangers);
    }

    [Fact]
    public void MassTransit_IsNamed_OnlyInAppMessaging()
    {
        var strangers = Sources().Where(file => UsesNamespace(file, "MassTransit")
            && !file.StartsWith("src/ExpertRouter.App/Messaging/", StringComparison.Ordinal));

        Assert.Empty(strangers);
    }

    private static IEnumerable<string> Items(string projectFile, string element) =>
        XDocument.Load(Path.Combine(Root, projectFile)).Descendants(element).Select(item => (string?)item.Attribute("Include") ?? "");

    private static IEnumerable<string> Sources() =>
        new[] { "src", "web" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static bool UsesNamespace(string file, string prefix) =>
        File.ReadLines(Path.Combine(Root, file)).Any(line =>
            line.StartsWith($"using {prefix}", StringComparison.Ordinal)
            || line.StartsWith($"using static {prefix}", StringComparison.Ordinal)
            || line.StartsWith($"@using {prefix}", StringComparison.Ordinal));

    private static string RoomOf(string file) => file.Split('/')[1];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ExpertRouter.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"ExpertRouter.sln is in no folder above {AppContext.BaseDirectory}");
    }
}
