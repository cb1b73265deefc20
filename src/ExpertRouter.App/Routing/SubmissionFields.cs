using System.Globalization;
using System.Text;

namespace ExpertRouter.App.Routing;

/// <summary>What the fields of a submission may hold. Pure; what cannot be is a <see cref="TicketRejectedException"/> that names the field.</summary>
internal static class SubmissionFields
{
    private const int LongestWord = 300;
    private const int LongestUrl = 2000;
    private const int LongestFirstLine = 120;
    private const int MostWords = 50;

    /// <summary>Whether there is anything to see: not only spaces and marks without width.</summary>
    public static bool IsVisible(string text) => text.EnumerateRunes().Any(rune =>
        !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned));

    public static void CheckText(string text, string name, int limit)
    {
        if (text.Length > limit)
        {
            throw new TicketRejectedException(
                TicketProblem.TooLarge,
                string.Create(CultureInfo.InvariantCulture, $"{name}: has {text.Length} characters, {limit} at most are taken; shorten it and link to the rest."));
        }
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Invalid($"{name}: must not have NUL characters.");
    }

    public static string Word(string value, string name)
    {
        var trimmed = value.Trim();
        return trimmed.Length is > 0 and <= LongestWord && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw Invalid($"{name}: must have 1 to {LongestWord} characters and no control characters.");
    }

    public static string[] Words(IReadOnlyList<string> values, string name, bool lower) =>
        values.Count <= MostWords
            ? [.. values.Select(value => Word(value, name)).Select(value => lower ? value.ToLowerInvariant() : value).Distinct()]
            : throw Invalid($"{name}: {values.Count} entries, {MostWords} at most are taken.");

    public static string Email(string value)
    {
        var email = Word(value, "requester e-mail").ToLowerInvariant();
        return email.Contains('@', StringComparison.Ordinal) ? email : throw Invalid($"requester e-mail: '{email}' is no e-mail address.");
    }

    public static string? Url(string? url) =>
        url is null || (url.Length <= LongestUrl && !url.Any(char.IsControl) && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
            ? url
            : throw Invalid($"url: must be an absolute http or https address of {LongestUrl} characters at most.");

    public static string FirstLine(string text)
    {
        var line = text.AsSpan()[..(text.IndexOfAny(['\r', '\n']) is var end and >= 0 ? end : text.Length)].Trim();
        return line.Length <= LongestFirstLine ? line.ToString() : $"{line[..(LongestFirstLine - 1)]}…";
    }

    private static TicketRejectedException Invalid(string what) => new(TicketProblem.InvalidField, what);
}
