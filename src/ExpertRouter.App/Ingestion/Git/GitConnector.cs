using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;
using ExpertRouter.Core.Model;
using LibGit2Sharp;

namespace ExpertRouter.App.Ingestion.Git;

/// <summary>
/// The history behind HEAD of a repository, bare or not: each commit with its message and the paths it touched; authors through
/// <c>.mailmap</c>, co-authors and reviewers by trailer. Merges count with their message only. Newest first; after a complete run
/// only what is new since is read, unless the history was rewritten or the mailmap has changed.
/// </summary>
public sealed class GitConnector : IConnector
{
    private const int MaxPaths = 200;
    private const int MaxTreeChanges = 2000;
    private readonly string _path;
    private long _done;

    /// <summary>Looks for the repository.</summary>
    /// <exception cref="IngestionException">There is none.</exception>
    public GitConnector(string path)
    {
        _path = Path.GetFullPath(path);
        if (!Directory.Exists(_path))
            throw new IngestionException($"{path}: there is no such folder. Name a working copy or a bare repository.");
        if (!Repository.IsValid(_path))
            throw new IngestionException($"{path}: this is no git repository. Name a working copy or a bare repository.");
    }

    /// <inheritdoc/>
    public string Kind => "git";

    /// <inheritdoc/>
    public string DefaultName
    {
        get
        {
            var name = SourceFiles.DefaultName([_path]);
            return name == ".git" ? SourceFiles.DefaultName([Path.GetDirectoryName(_path)!]) : name;
        }
    }

    /// <inheritdoc/>
    public long? TotalBytes => null;

    /// <inheritdoc/>
    public long BytesRead => Volatile.Read(ref _done);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(
        SourcePosition? resumeAfter, SourcePosition? lastCompleted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        using var repository = Open();
        if (repository.Head.Tip is not { } head)
            yield break;
        var (mailmap, mailmapState) = ReadMailmap(repository, head);
        // The fingerprint: where the walk began, what it left out, and the mailmap it used.
        var known = KnownCommit(repository, lastCompleted, mailmapState);
        var fingerprint = $"{head.Sha} {known} {mailmapState}";
        var skip = resumeAfter is { } at && at.Fingerprint == fingerprint ? at.Offset : 0;
        var filter = new CommitFilter { IncludeReachableFrom = head, SortBy = CommitSortStrategies.Time };
        if (known.Length > 0)
            filter.ExcludeReachableFrom = known;
        long count = 0;
        foreach (var commit in repository.Commits.QueryBy(filter))
        {
            cancellationToken.ThrowIfCancellationRequested();
            count++;
            Volatile.Write(ref _done, count);
            if (count > skip)
                yield return Item(repository, commit, mailmap, new SourcePosition(_path, count, count, fingerprint));
        }
        if (count == 0)
            yield return new SkippedItem(new SourcePosition(_path, 0, 0, fingerprint));
    }

    private Repository Open()
    {
        try
        {
            return new Repository(_path);
        }
        catch (LibGit2SharpException e)
        {
            throw new IngestionException($"{_path}: the repository cannot be opened ({e.Message}).", e);
        }
    }

    private static string KnownCommit(Repository repository, SourcePosition? lastCompleted, string mailmapState)
    {
        if (lastCompleted?.Fingerprint.Split(' ') is not [var head, _, var state] || state != mailmapState)
            return "";
        return repository.Lookup<Commit>(head) is { } old && repository.ObjectDatabase.FindMergeBase(old, repository.Head.Tip)?.Sha == head ? head : "";
    }

    private static (Mailmap Map, string State) ReadMailmap(Repository repository, Commit head)
    {
        if (head[".mailmap"]?.Target is not Blob blob)
            return (Mailmap.Parse(""), "-");
        var text = blob.GetContentText();
        return (Mailmap.Parse(text), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);
    }

    private static SourceItem Item(Repository repository, Commit commit, Mailmap mailmap, SourcePosition position)
    {
        try
        {
            var message = commit.Message;
            var text = CommitTrailers.Remove(message);
            var title = text.Split('\n', 2)[0].Trim();
            var body = text.Contains('\n', StringComparison.Ordinal) ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim() : "";
            var (paths, more) = TouchedPaths(repository, commit);
            var files = string.Join('\n', paths) + (more > 0 ? $"\n… and {more} more" : "");
            return new DocumentItem(position, new DocumentRecord
            {
                Id = commit.Sha,
                Kind = DocumentKind.Commit,
                Title = title.Length > 0 ? title : $"Commit {commit.Sha[..10]}",
                Body = body,
                Code = files.Length > 0 ? files : null,
                Tags = Tags(paths),
                CreatedAt = commit.Author.When.ToUniversalTime(),
                Authors = Authors(commit, message, mailmap),
            });
        }
        catch (LibGit2SharpException e)
        {
            return new RejectedItem(position, $"commit {commit.Sha} cannot be read: {e.Message}", commit.Sha);
        }
    }

    /// <summary>Paths changed against the only parent, or against nothing for a root commit; none for a merge.</summary>
    private static (List<string> Paths, int More) TouchedPaths(Repository repository, Commit commit)
    {
        var parents = commit.Parents.Take(2).ToList();
        if (parents.Count > 1)
            return ([], 0);
        using var changes = repository.Diff.Compare<TreeChanges>(
            parents.Count == 0 ? null : parents[0].Tree, commit.Tree, new CompareOptions { Similarity = SimilarityOptions.None });
        var paths = changes.Take(MaxTreeChanges).Select(change => change.Path.Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        var more = Math.Max(0, changes.Count - MaxPaths);
        return (paths.Take(MaxPaths).ToList(), more);
    }

    /// <summary>Folder names on the way to the touched files: what the commit is about, in the repository's own words.</summary>
    private static IReadOnlyList<string> Tags(List<string> paths) =>
        [.. paths.SelectMany(path => path.Split('/')[..^1].Take(3)).Where(part => part.Length is > 1 and < 40)
            .GroupBy(part => part, StringComparer.OrdinalIgnoreCase).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(8).Select(group => group.Key)];

    private static List<AuthorRecord> Authors(Commit commit, string message, Mailmap mailmap)
    {
        var authors = new List<AuthorRecord>();
        Add(AuthorshipRole.Author, commit.Author.Name, commit.Author.Email);
        foreach (var (role, name, email) in CommitTrailers.People(message))
            Add(role, name, email);
        return authors;

        void Add(AuthorshipRole role, string? name, string? email)
        {
            var (properName, properEmail) = mailmap.Resolve(name?.Trim() ?? "", email?.Trim() ?? "");
            var address = NameFolding.FoldEmail(properEmail);
            if (address is null && string.IsNullOrWhiteSpace(properName))
                return;
            var id = address ?? $"name:{NameFolding.Fold(properName)}";
            if (authors.Any(author => author.Expert == id))
                return;
            authors.Add(new AuthorRecord(id, role, 1, string.IsNullOrWhiteSpace(properName) ? address : properName, address));
        }
    }
}
