using ExpertRouter.Core.Retrieval.Sparse;
using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// Questions and answers of one question site in order of time, ties by post id. Words are runs of letters and digits,
/// two characters and more, without the 33 shortest stop words. Immutable.
/// </summary>
public sealed class SiteCollection
{
    /// <summary>Builds a site from posts.</summary>
    /// <param name="name">Short name for tables.</param>
    /// <param name="posts">Questions and answers in any order.</param>
    /// <exception cref="InvalidDataException">A post id occurs twice.</exception>
    public SiteCollection(string name, IEnumerable<StackExchangePost> posts)
    {
        var vocabulary = new Vocabulary(new WordTokenizer(WordShape.LettersAndDigits, 2, StopWords.Minimal));
        var byId = new Dictionary<int, StackExchangePost>();
        foreach (var post in posts)
            if (!byId.TryAdd(post.Id, post))
                throw new InvalidDataException($"{name}: post {post.Id} occurs twice; post ids must be unique");
        var ordered = byId.Values.OrderBy(post => post.Created).ThenBy(post => post.Id).ToArray();
        var texts = new Dictionary<int, TermVector>();
        foreach (var post in ordered)
            texts[post.Id] = vocabulary.Learn($"{post.Title} {HtmlText.Of(post.BodyHtml)} {string.Join(' ', post.Tags)}");

        var answers = new Dictionary<int, SiteAnswer>();
        foreach (var post in ordered)
        {
            if (post.Kind != PostKind.Answer || post.Owner is not { } owner) continue;
            var question = byId.GetValueOrDefault(post.Question ?? -1);
            answers[post.Id] = new SiteAnswer
            {
                Id = post.Id,
                Created = post.Created,
                Owner = owner,
                Question = post.Question ?? -1,
                Tags = question?.Tags ?? [],
                Asker = question?.Owner,
                Words = question is null ? texts[post.Id] : TermVector.Add([texts[question.Id], texts[post.Id]]),
            };
        }

        Name = name;
        Answers = [.. answers.Values];
        Questions = [.. ordered.Where(post => post.Kind == PostKind.Question).Select(post => new SiteQuestion
        {
            Id = post.Id,
            Created = post.Created,
            Asker = post.Owner,
            Tags = post.Tags,
            Words = texts[post.Id],
            Accepted = answers.GetValueOrDefault(post.AcceptedAnswer ?? -1),
            HasAccepted = byId.GetValueOrDefault(post.AcceptedAnswer ?? -1)?.Kind == PostKind.Answer,
        })];
    }

    /// <summary>Short name.</summary>
    public string Name { get; }

    /// <summary>Questions by time, then id.</summary>
    public IReadOnlyList<SiteQuestion> Questions { get; }

    /// <summary>Answers by known users, by time, then id.</summary>
    public IReadOnlyList<SiteAnswer> Answers { get; }

    /// <summary>Reads a dump folder.</summary>
    public static SiteCollection Load(string folder)
    {
        var dump = new StackExchangeDump(folder);
        return new SiteCollection(dump.Site, dump.ReadPosts());
    }
}
