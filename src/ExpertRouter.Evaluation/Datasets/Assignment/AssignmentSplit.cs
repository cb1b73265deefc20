using ExpertRouter.Core.Retrieval.Sparse;
using ExpertRouter.Learning.Assignment;

namespace ExpertRouter.Evaluation.Datasets.Assignment;

/// <summary>
/// The chronological protocol: the first 80 % of the issues are the past, the rest are queries; experts are assignees
/// with at least ten past issues, in order of past issues (descending), then id, which also breaks ties. Immutable.
/// </summary>
public sealed class AssignmentSplit
{
    /// <summary>Past issues that make an assignee an expert.</summary>
    public const int MinimumIssues = 10;

    /// <summary>How texts become words.</summary>
    public static WordTokenizer Tokenizer { get; } = new(WordShape.LettersAndDigits, 2, StopWords.Minimal);

    /// <summary>Cuts a set.</summary>
    /// <exception cref="InvalidDataException">Nobody has enough past issues.</exception>
    public AssignmentSplit(IssueCollection collection)
    {
        Name = collection.Name;
        Issues = collection.Issues;
        Train = (int)(Issues.Count * 0.8 + 1e-9);
        Experts = [.. Issues.Take(Train)
            .CountBy(issue => issue.Assignee)
            .Where(count => count.Value >= MinimumIssues)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => count.Key)];
        if (Experts.Count == 0)
            throw new InvalidDataException(
                $"{Name}: nobody was assigned {MinimumIssues} of the {Train} issues before the split; the set is too small for figures");
        var numbers = Experts.Index().ToDictionary(expert => expert.Item, expert => expert.Index);
        Assignee = [.. Issues.Select(issue => numbers.GetValueOrDefault(issue.Assignee, -1))];
        Reporter = [.. Issues.Select(issue => numbers.GetValueOrDefault(issue.Reporter ?? "", -1))];
        var vocabulary = new Vocabulary(Tokenizer);
        Words = [.. Issues.Select(issue => vocabulary.Learn(issue.Text))];
        WordsAndComponents = [.. Issues.Select(issue =>
            vocabulary.Learn($"{issue.Text} {string.Join(' ', issue.Components.Select(component => "cmp" + component))}"))];
        Terms = vocabulary.Count;
    }

    /// <summary>Short name of the set.</summary>
    public string Name { get; }

    /// <summary>All issues, oldest first.</summary>
    public IReadOnlyList<AssignedIssue> Issues { get; }

    /// <summary>Number of past issues; the others are queries.</summary>
    public int Train { get; }

    /// <summary>The people who are ranked.</summary>
    public IReadOnlyList<string> Experts { get; }

    /// <summary>Per issue the position of its assignee in <see cref="Experts"/>, or -1.</summary>
    public IReadOnlyList<int> Assignee { get; }

    /// <summary>Per issue the position of its reporter in <see cref="Experts"/>, or -1.</summary>
    public IReadOnlyList<int> Reporter { get; }

    /// <summary>Per issue its word counts.</summary>
    public IReadOnlyList<TermVector> Words { get; }

    /// <summary>Per issue its word counts with one word per component.</summary>
    public IReadOnlyList<TermVector> WordsAndComponents { get; }

    /// <summary>Size of the vocabulary.</summary>
    public int Terms { get; }

    /// <summary>Queries whose assignee is an expert; only these are measured.</summary>
    public IEnumerable<int> Queries => Enumerable.Range(Train, Issues.Count - Train).Where(issue => Assignee[issue] >= 0);

    /// <summary>An issue as the rolling mixture sees it.</summary>
    public AssignmentCase CaseOf(int issue) =>
        new(Issues[issue].Created, WordsAndComponents[issue], Issues[issue].Components, Issues[issue].Reporter, Reporter[issue]);

    /// <summary>Past issues of experts.</summary>
    public IEnumerable<int> Past => Enumerable.Range(0, Train).Where(issue => Assignee[issue] >= 0);
}
