using System.Text.Json;

namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// A tree on disk: how it learns, its event log, and the fingerprint of the state the log must lead to. Reading replays
/// the log, so that no second description of the state can disagree with it. Immutable.
/// </summary>
/// <param name="Options">How it learns.</param>
/// <param name="Grid">Where it may split.</param>
/// <param name="Events">Everything that happened to it, in order.</param>
/// <param name="Fingerprint">SHA-256 over the tree's complete state (<see cref="TreeFingerprint"/>).</param>
public sealed record TreeArtifact(TreeOptions Options, SplitGrid Grid, IReadOnlyList<TreeEvent> Events, string Fingerprint)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Builds a tree from its log and describes it.</summary>
    public static TreeArtifact Create(TreeOptions options, SplitGrid grid, IReadOnlyList<TreeEvent> events) =>
        new(options, grid, events, TreeFingerprint.Of(Replay(options, grid, events)));

    /// <summary>Builds a tree from a log: the same log gives the same tree, bit for bit.</summary>
    public static ExpertiseTree Replay(TreeOptions options, SplitGrid grid, IEnumerable<TreeEvent> events)
    {
        var tree = new ExpertiseTree(options, grid);
        foreach (var happened in events) happened.Apply(tree);
        return tree;
    }

    /// <summary>The tree.</summary>
    /// <exception cref="InvalidDataException">The log leads to another state than it did when the artifact was made.</exception>
    public ExpertiseTree ToTree()
    {
        var tree = Replay(Options, Grid, Events);
        var actual = TreeFingerprint.Of(tree);
        return actual == Fingerprint ? tree : throw new InvalidDataException(
            $"the log of {Events.Count} events leads to a tree with fingerprint {actual[..12]}, but {Fingerprint[..Math.Min(12, Fingerprint.Length)]} was recorded: the log was changed or another version wrote it; rebuild the tree from the store's log");
    }

    /// <summary>Writes the artifact to a temporary file beside the target, then moves it there: readers never see half a tree.</summary>
    public async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        var temporary = path + ".new";
        await using (var stream = File.Create(temporary))
            await JsonSerializer.SerializeAsync(stream, this, Json, cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads an artifact.</summary>
    /// <exception cref="InvalidDataException">The file is none; the message names it.</exception>
    public static async Task<TreeArtifact> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<TreeArtifact>(stream, Json, cancellationToken)
                is { Options: not null, Grid: not null, Events: not null, Fingerprint: not null } artifact
                ? artifact
                : throw new InvalidDataException($"{path}: holds no expertise tree");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: is no expertise tree: {exception.Message}", exception);
        }
    }
}
