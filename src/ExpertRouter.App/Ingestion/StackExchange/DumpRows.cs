using System.Globalization;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.StackExchange;

/// <summary>Turns rows of a dump into items.</summary>
internal sealed class DumpRows(DumpSurvey survey, string? site)
{
    private const string Question = "1";
    private const string Answer = "2";
    private const string Community = "-1";
    private const int UsefulComment = 2;
    private const double CommentWeight = 0.25;

    public static SourceItem Tag(SourcePosition position, XmlRow row) => new AreaItem(position, new AreaRecord(row.Required("TagName"), [], null));

    public SourceItem User(SourcePosition position, XmlRow row)
    {
        var id = row.Number("Id") ?? throw new RecordFormatException("attribute 'Id' is missing or empty");
        var about = row.Text("AboutMe");
        return new ExpertItem(position, new ExpertRecord
        {
            Id = id.ToString(CultureInfo.InvariantCulture),
            Name = row.Text("DisplayName") is { Length: > 0 } name ? name : $"User {id}",
            Location = row.Text("Location"),
            About = string.IsNullOrWhiteSpace(about) ? null : HtmlText.Split(about).Text,
            Areas = survey.TagBadges(id),
            Url = site is null ? null : $"{site}/users/{id}",
            // Display names are chosen freely ("chatbot", "the team"), so only the number tells.
            IsServiceAccount = id < 0,
        });
    }

    public SourceItem Post(SourcePosition position, XmlRow row)
    {
        var type = row.Required("PostTypeId");
        if (type is not (Question or Answer))
            return new SkippedItem(position);
        var id = row.Number("Id") ?? throw new RecordFormatException("attribute 'Id' is missing or empty");
        var isAnswer = type == Answer;
        var (text, code) = HtmlText.Split(row.Text("Body") ?? "");
        return new DocumentItem(position, new DocumentRecord
        {
            Id = id.ToString(CultureInfo.InvariantCulture),
            Kind = isAnswer ? DocumentKind.Answer : DocumentKind.Question,
            Title = isAnswer ? "" : row.Required("Title"),
            InheritsFromParent = isAnswer,
            Parent = isAnswer ? row.Required("ParentId") : null,
            Body = text,
            Code = code,
            Tags = isAnswer ? [] : Tags(row.Text("Tags")),
            CreatedAt = row.Time("CreationDate"),
            UpdatedAt = row.Time("LastEditDate"),
            Score = (int)Math.Clamp(row.Number("Score") ?? 0, int.MinValue, int.MaxValue),
            IsAccepted = isAnswer && survey.IsAccepted(id),
            Url = site is null ? null : $"{site}/{(isAnswer ? 'a' : 'q')}/{id}",
            Authors = Owner(row, "OwnerUserId", "OwnerDisplayName", isAnswer ? AuthorshipRole.Answerer : AuthorshipRole.Asker, 1),
        });
    }

    public SourceItem Comment(SourcePosition position, XmlRow row)
    {
        if (row.Number("Score") is null or < UsefulComment)
            return new SkippedItem(position);
        var id = row.Required("Id");
        var post = row.Required("PostId");
        return new DocumentItem(position, new DocumentRecord
        {
            Id = $"c{id}",
            Kind = DocumentKind.Page,
            InheritsFromParent = true,
            Parent = post,
            Body = row.Text("Text") ?? "",
            CreatedAt = row.Time("CreationDate"),
            Score = (int)Math.Clamp(row.Number("Score") ?? 0, int.MinValue, int.MaxValue),
            Url = site is null ? null : $"{site}/posts/comments/{id}",
            Authors = Owner(row, "UserId", "UserDisplayName", AuthorshipRole.CoAuthor, CommentWeight),
        });
    }

    /// <summary>People who have left keep a display name at most; posts without either have no author.</summary>
    private static IReadOnlyList<AuthorRecord> Owner(XmlRow row, string idField, string nameField, AuthorshipRole role, double weight)
    {
        if (row.Text(idField) is { Length: > 0 } id)
            return [new AuthorRecord(id, role, weight, id == Community ? "Community bot" : $"User {id}", IsPlaceholder: true)];
        return row.Text(nameField) is { Length: > 0 } name ? [new AuthorRecord($"name:{name}", role, weight, name, IsPlaceholder: true)] : [];
    }

    /// <summary>Older dumps write <c>&lt;a&gt;&lt;b&gt;</c>, newer ones <c>|a|b|</c>.</summary>
    private static string[] Tags(string? tags) =>
        tags is null ? [] : tags.Split(['<', '>', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
