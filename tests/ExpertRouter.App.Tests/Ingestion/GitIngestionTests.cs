using ExpertRouter.App.Ingestion;
using ExpertRouter.Core.Model;
using LibGit2Sharp;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class GitIngestionTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task Run_RootMergeAndCoAuthors_BecomeDocumentsOfTheRightPeople()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var path = Path.Combine(world.Folder, "repo");
        Repository.Init(path);
        using (var repository = new Repository(path))
        {
            Commit(repository, "src/engine/a.txt", "First", "Ann Lee", "ann@old.example", 0);
            var main = repository.Head;
            var branch = repository.CreateBranch("side");
            Commands.Checkout(repository, branch);
            Commit(repository, "docs/b.txt", "Explain b\n\nLonger text.\n\nCo-authored-by: Bo Berg <bo@x.example>\nSigned-off-by: Ann Lee <ann@old.example>\n", "Ann Lee", "ann@old.example", 1);
            Commands.Checkout(repository, main);
            Commit(repository, "c.txt", "Third", "renovate[bot]", "29139614+renovate[bot]@users.noreply.github.com", 2);
            Commit(repository, ".mailmap", "Add mailmap", "Cy", "cy@x.example", 3, "Ann Lee-Roe <ann@new.example> <ann@old.example>\n");
            var merger = new Signature("Cy", "cy@x.example", Start.AddHours(4));
            repository.Merge(branch, merger);
        }

        var report = await world.RunAsync("git", path);

        Assert.Equal((5, 5, 0), (report.Run.Read, report.Run.New, report.Run.Rejected));
        Assert.Equal("repo", report.SourceName);
        var documents = await world.DocumentsAsync();
        var root = documents.Single(document => document.Title == "First");
        Assert.Equal("src/engine/a.txt", root.Code);
        Assert.Equal(["src", "engine"], root.Tags.OrderDescending());
        Assert.Equal(Start.ToUniversalTime(), root.CreatedAt);
        var ann = await world.ExpertAsync("ann@new.example");
        Assert.Equal("Ann Lee-Roe", ann.Name);
        var side = documents.Single(document => document.Title == "Explain b");
        Assert.Equal("Longer text.", side.Body);
        var bo = await world.ExpertAsync("bo@x.example");
        Assert.Equal([(ann.Id, AuthorshipRole.Author), (bo.Id, AuthorshipRole.CoAuthor)], side.Authorships.OrderBy(a => a.Role).Select(a => (a.ExpertId, a.Role)));
        Assert.Null(documents.Single(document => document.Title.StartsWith("Merge", StringComparison.Ordinal)).Code);
        Assert.True((await world.ExpertsAsync()).Single(expert => expert.Name == "renovate[bot]").IsServiceAccount);
    }

    [Fact]
    public async Task Run_AfterNewCommits_ReadsOnlyThem()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var path = Path.Combine(world.Folder, "repo");
        Repository.Init(path);
        using var repository = new Repository(path);
        Commit(repository, "a.txt", "One", "Ann Lee", "ann@x.example", 0);
        await world.RunAsync("git", path);
        var nothing = await world.RunAsync("git", path);
        Commit(repository, "a.txt", "Two", "Ann Lee", "ann@x.example", 1);
        Commit(repository, "a.txt", "Three", "Ann Lee", "ann@x.example", 2);

        var more = await world.RunAsync("git", path);
        repository.Reset(ResetMode.Hard, repository.Head.Tip.Parents.First());
        Commit(repository, "a.txt", "Rewritten", "Ann Lee", "ann@x.example", 3);
        var rewritten = await world.RunAsync("git", path);

        Assert.Equal((0, 0), (nothing.Run.Read, nothing.Run.New));
        Assert.Equal((2, 2), (more.Run.Read, more.Run.New));
        Assert.Equal((3, 1, 2), (rewritten.Run.Read, rewritten.Run.New, rewritten.Run.Unchanged));
    }

    [Fact]
    public async Task Run_EmptyRepository_CompletesWithNothing()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var path = Path.Combine(world.Folder, "empty");
        Repository.Init(path);

        var report = await world.RunAsync("git", path);

        Assert.Equal((IngestionStatus.Completed, 0L), (report.Run.Status, report.Run.Read));
    }

    [Fact]
    public async Task Run_BareRepository_IsRead()
    {
        await using var world = await IngestionWorld.CreateAsync();
        var path = Path.Combine(world.Folder, "repo");
        Repository.Init(path);
        using (var repository = new Repository(path))
            Commit(repository, "a.txt", "One", "Ann Lee", "ann@x.example", 0);
        var bare = Repository.Clone(path, Path.Combine(world.Folder, "bare"), new CloneOptions { IsBare = true });

        var report = await world.RunAsync("git", bare);

        Assert.Equal(("bare", 1L), (report.SourceName, report.Run.New));
    }

    [Fact]
    public async Task Run_NoRepository_SaysSo()
    {
        await using var world = await IngestionWorld.CreateAsync();

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.RunAsync("git", world.Folder));

        Assert.Contains("no git repository", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoFolder_SaysSo()
    {
        await using var world = await IngestionWorld.CreateAsync();

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.RunAsync("git", Path.Combine(world.Folder, "typo")));

        Assert.Contains("typo: there is no such folder", error.Message, StringComparison.Ordinal);
    }

    private static void Commit(Repository repository, string file, string message, string name, string email, int hour, string? content = null)
    {
        var full = Path.Combine(repository.Info.WorkingDirectory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content ?? message);
        Commands.Stage(repository, file);
        var signature = new Signature(name, email, Start.AddHours(hour));
        repository.Commit(message, signature, signature, new CommitOptions { PrettifyMessage = false });
    }
}
