using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Text;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>The rules every record must keep, whichever way it came; returns the record in the form to store. Thread-safe.</summary>
public sealed class RecordValidator(TimeProvider time)
{
    private const int MaxId = 400;
    private const int MaxText = 16_000_000;
    private const int MaxTags = 200;
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(2);
    private static readonly DateTimeOffset Earliest = new(1000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Checks and cleans a document.</summary>
    /// <exception cref="RecordFormatException">It breaks a rule; the message names the field.</exception>
    public DocumentRecord Check(DocumentRecord document)
    {
        var id = CheckId(document.Id, "id");
        if (document.Title.Length == 0 && !document.InheritsFromParent)
            throw new RecordFormatException("field 'title' is missing or empty");
        if (document.InheritsFromParent && document.Parent is null)
            throw new RecordFormatException("field 'parent' is missing: the title is to be taken from it");
        if (document.Body.Length > MaxText || document.Code?.Length > MaxText)
            throw new RecordFormatException($"the text is longer than {MaxText} characters");
        if (document.Tags.Count > MaxTags)
            throw new RecordFormatException($"field 'tags' has more than {MaxTags} entries");
        CheckTime(document.CreatedAt, "created");
        CheckTime(document.UpdatedAt, "updated");
        foreach (var author in document.Authors)
        {
            if (!(author.Weight > 0 && author.Weight <= 1))
                throw new RecordFormatException($"field 'authors.weight' of '{author.Expert}' is not in (0, 1]");
        }
        return document with
        {
            Id = id,
            Title = Shorten(TextCleaner.Clean(document.Title), 2000),
            Body = TextCleaner.Clean(document.Body),
            Code = TextCleaner.CleanOptional(document.Code),
            Tags = FoldTags(document.Tags),
            Language = document.Language.ToLowerInvariant(),
            CreatedAt = document.CreatedAt?.ToUniversalTime(),
            UpdatedAt = document.UpdatedAt?.ToUniversalTime(),
            Url = CheckUrl(document.Url),
            Parent = document.Parent is null ? null : CheckId(document.Parent, "parent"),
            Status = TextCleaner.CleanOptional(document.Status),
            Authors = [.. document.Authors.Select(author => author with { Expert = CheckId(author.Expert, "authors.expert") })],
            Groups = [.. document.Groups.Select(group => CheckId(group, "groups")).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Checks and cleans an expert.</summary>
    /// <exception cref="RecordFormatException">It breaks a rule; the message names the field.</exception>
    public static ExpertRecord Check(ExpertRecord expert)
    {
        if (string.IsNullOrWhiteSpace(expert.Name))
            throw new RecordFormatException("field 'name' is missing or empty");
        var email = NameFolding.FoldEmail(expert.Email);
        if (email is null && !string.IsNullOrWhiteSpace(expert.Email))
            throw new RecordFormatException($"field 'email' is '{Shorten(expert.Email, 80)}', which is no e-mail address");
        return expert with
        {
            Id = CheckId(expert.Id, "id"),
            Name = Shorten(TextCleaner.Clean(expert.Name.Trim()), 400),
            Email = email,
            Title = TextCleaner.CleanOptional(expert.Title),
            Team = TextCleaner.CleanOptional(expert.Team),
            Location = TextCleaner.CleanOptional(expert.Location),
            TimeZone = TextCleaner.CleanOptional(expert.TimeZone),
            About = TextCleaner.CleanOptional(expert.About),
            Url = CheckUrl(expert.Url),
            Owner = TextCleaner.CleanOptional(expert.Owner),
            Areas = FoldTags(expert.Areas),
        };
    }

    /// <summary>Tags in lower case, each once, in the order given.</summary>
    public static IReadOnlyList<string> FoldTags(IReadOnlyList<string> tags) =>
        tags.Count == 0 ? [] : [.. tags.Select(tag => TextCleaner.Clean(tag.Trim()).ToLowerInvariant()).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)];

    private void CheckTime(DateTimeOffset? value, string field)
    {
        if (value is not { } stated)
            return;
        if (stated > time.GetUtcNow() + Tolerance)
            throw new RecordFormatException($"field '{field}' is {stated:yyyy-MM-dd}, more than two days in the future");
        if (stated < Earliest)
            throw new RecordFormatException($"field '{field}' is before the year 1000");
    }

    private static string CheckId(string id, string field)
    {
        var clean = TextCleaner.Clean(id).Trim();
        if (clean.Length == 0)
            throw new RecordFormatException($"field '{field}' is missing or empty");
        return clean.Length <= MaxId ? clean : throw new RecordFormatException($"field '{field}' is longer than {MaxId} characters");
    }

    /// <summary>Only web addresses and paths become links; anything else (for example a script) is refused.</summary>
    private static string? CheckUrl(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
            return null;
        var clean = TextCleaner.Clean(url.Trim());
        if (clean.StartsWith('/') && !clean.StartsWith("//", StringComparison.Ordinal))
            return clean;
        return Uri.TryCreate(clean, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto"
            ? clean
            : throw new RecordFormatException($"field 'url' is '{Shorten(clean, 80)}', expected an address with http or https");
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : TextCleaner.Clean(text[..(length - 1)]) + "…";
}
