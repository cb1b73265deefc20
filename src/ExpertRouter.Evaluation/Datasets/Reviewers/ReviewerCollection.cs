using System.Globalization;
using System.Text.Json;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>Papers, reviewer profiles and self-reported expertise. Immutable.</summary>
public sealed class ReviewerCollection
{
    /// <param name="ratings">of papers in <paramref name="rated"/> by reviewers who have a profile in every set.</param>
    /// <param name="rated">by id.</param>
    /// <param name="own">by id; every paper of a profile.</param>
    /// <param name="profiles">profile set → reviewer → ids of own papers.</param>
    internal ReviewerCollection(
        IReadOnlyList<ReviewerRating> ratings,
        IReadOnlyDictionary<string, Paper> rated,
        IReadOnlyDictionary<string, Paper> own,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> profiles)
    {
        Ratings = ratings;
        RatedPapers = rated;
        ProfilePapers = own;
        Profiles = profiles;
    }

    /// <summary>The ratings in file order.</summary>
    public IReadOnlyList<ReviewerRating> Ratings { get; }

    /// <summary>Rated papers by id, in file order.</summary>
    public IReadOnlyDictionary<string, Paper> RatedPapers { get; }

    /// <summary>Papers of the profiles by id.</summary>
    public IReadOnlyDictionary<string, Paper> ProfilePapers { get; }

    /// <summary>Profile set → reviewer → ids of own papers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Profiles { get; }

    /// <summary>
    /// Reads <c>evaluations.tsv</c>, <c>rated_papers.jsonl[.gz]</c>, <c>profile_papers.jsonl[.gz]</c> and
    /// <c>profiles.json</c> of a folder.
    /// </summary>
    /// <exception cref="InvalidDataException">A rating or profile names a paper that is in no file, or a number is none.</exception>
    public static ReviewerCollection Load(string folder)
    {
        var rated = ReadPapers(JsonLines.Find(folder, "rated_papers.jsonl"));
        var own = ReadPapers(JsonLines.Find(folder, "profile_papers.jsonl"));
        var profilesPath = JsonLines.Find(folder, "profiles.json");
        var profiles = ReadProfiles(profilesPath);
        foreach (var (set, reviewers) in profiles)
            foreach (var (reviewer, papers) in reviewers)
                if (papers.FirstOrDefault(paper => !own.ContainsKey(paper)) is { } missing)
                    throw new InvalidDataException($"{profilesPath}: set {set}, reviewer {reviewer}: paper {missing} is not among the profile papers");

        var ratingsPath = JsonLines.Find(folder, "evaluations.tsv");
        var ratings = ReadRatings(ratingsPath);
        foreach (var rating in ratings)
        {
            if (!rated.ContainsKey(rating.Paper))
                throw new InvalidDataException($"{ratingsPath}: reviewer {rating.Reviewer} rates paper {rating.Paper}, which is not among the rated papers");
            if (profiles.Any(set => !set.Value.ContainsKey(rating.Reviewer)))
                throw new InvalidDataException($"{ratingsPath}: reviewer {rating.Reviewer} has no profile in {profilesPath}");
        }

        return new ReviewerCollection(ratings, rated, own, profiles);
    }

    private static Dictionary<string, Paper> ReadPapers(string path)
    {
        var papers = new Dictionary<string, Paper>(StringComparer.Ordinal);
        foreach (var paper in JsonLines.Read<Paper>(path))
            if (!papers.TryAdd(paper.Id, paper))
                throw new InvalidDataException($"{path}: paper {paper.Id} occurs twice");
        return papers;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadProfiles(string path)
    {
        try
        {
            using var reader = JsonLines.Open(path);
            var sets = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(reader.ReadToEnd());
            return sets is { Count: > 0 }
                ? sets.ToDictionary(
                    set => set.Key,
                    set => (IReadOnlyDictionary<string, IReadOnlyList<string>>)set.Value.ToDictionary(
                        reviewer => reviewer.Key, reviewer => (IReadOnlyList<string>)reviewer.Value, StringComparer.Ordinal),
                    StringComparer.Ordinal)
                : throw new InvalidDataException($"{path}: holds no profile set");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>One row per reviewer: id, papers, then as many ratings; the header tells how many of each.</summary>
    private static List<ReviewerRating> ReadRatings(string path)
    {
        using var reader = JsonLines.Open(path);
        var header = reader.ReadLine()?.Split('\t') ?? throw new InvalidDataException($"{path}: is empty");
        var width = header.Count(name => name.StartsWith("Paper", StringComparison.Ordinal));
        if (width == 0 || header.Length < 1 + (2 * width))
            throw new InvalidDataException($"{path}:1: expected ParticipantID, Paper1…, Expertise1…");
        var ratings = new List<ReviewerRating>();
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            var fields = line.Split('\t');
            for (var i = 1; i <= width && i < fields.Length; i++)
            {
                var expertise = i + width < fields.Length ? fields[i + width].Trim() : "";
                if (fields[i].Trim().Length == 0 || expertise.Length == 0) continue;
                if (!double.TryParse(expertise, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                    throw new InvalidDataException($"{path}:{number}: expertise '{expertise}' is no number");
                ratings.Add(new ReviewerRating(fields[0].Trim(), fields[i].Trim(), value));
            }
        }

        return ratings.Count > 0 ? ratings : throw new InvalidDataException($"{path}: holds no rating");
    }
}
