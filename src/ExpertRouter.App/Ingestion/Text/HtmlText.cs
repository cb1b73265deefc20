using System.Buffers;
using System.Net;
using System.Text;

namespace ExpertRouter.App.Ingestion.Text;

/// <summary>
/// Plain text and code of an HTML fragment, in one pass without a tree: blocks become lines, <c>pre</c> goes to the code, inline
/// <c>code</c> stays in its sentence, scripts and styles vanish. Anything is accepted; text is never lost to bad markup.
/// </summary>
public static class HtmlText
{
    private static readonly SearchValues<char> TagStart = SearchValues.Create("<");

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "br", "div", "li", "ul", "ol", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "tr", "td", "th", "dl", "dt", "dd", "section", "article",
    };

    /// <summary>Splits a fragment into prose and code; code is null when there is none.</summary>
    public static (string Text, string? Code) Split(string html)
    {
        if (!html.AsSpan().ContainsAny(TagStart))
            return (Tidy(WebUtility.HtmlDecode(html)), null);
        var prose = new StringBuilder(html.Length);
        StringBuilder? code = null;
        var inCode = false;
        var position = 0;
        while (position < html.Length)
        {
            var tag = html.IndexOf('<', position);
            var end = tag < 0 ? -1 : EndOfTag(html, tag);
            if (tag < 0)
                tag = html.Length;
            Append(inCode ? code! : prose, html.AsSpan(position, tag - position));
            if (tag == html.Length)
                break;
            if (end < 0)
            {
                (inCode ? code! : prose).Append('<');
                position = tag + 1;
                continue;
            }
            var name = NameOfTag(html.AsSpan(tag, end - tag), out var closing);
            position = end;
            if (name.Equals("pre", StringComparison.OrdinalIgnoreCase))
            {
                inCode = !closing;
                code ??= new StringBuilder();
                (inCode ? prose : code).Append('\n');
            }
            else if (!inCode && !closing && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)))
            {
                var close = html.IndexOf("</" + name.ToString(), end, StringComparison.OrdinalIgnoreCase);
                position = close < 0 ? html.Length : close;
            }
            else if (Blocks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                (inCode ? code! : prose).Append('\n');
            }
        }
        var codeText = code?.ToString().Trim('\n', '\r', ' ');
        return (Tidy(prose.ToString()), string.IsNullOrWhiteSpace(codeText) ? null : codeText);
    }

    private static void Append(StringBuilder target, ReadOnlySpan<char> text)
    {
        if (text.Contains('&'))
            target.Append(WebUtility.HtmlDecode(text.ToString()));
        else
            target.Append(text);
    }

    /// <summary>Position after the tag that begins at <paramref name="start"/>; -1 when it is a mere "less than".</summary>
    private static int EndOfTag(string html, int start)
    {
        if (start + 1 >= html.Length)
            return -1;
        if (html.AsSpan(start).StartsWith("<!--"))
        {
            var close = html.IndexOf("-->", start, StringComparison.Ordinal);
            return close < 0 ? -1 : close + 3;
        }
        var next = html[start + 1];
        if (!char.IsAsciiLetter(next) && next is not ('/' or '!' or '?'))
            return -1;
        var quote = '\0';
        for (var i = start + 1; i < html.Length; i++)
        {
            var c = html[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c == '>')
                return i + 1;
            else if (c is '"' or '\'' && html[i - 1] == '=')
                quote = c;
            else if (c == '<')
                return -1;
        }
        return -1;
    }

    private static ReadOnlySpan<char> NameOfTag(ReadOnlySpan<char> tag, out bool closing)
    {
        closing = tag[1] == '/';
        var name = tag[(closing ? 2 : 1)..];
        var length = 0;
        while (length < name.Length && char.IsAsciiLetterOrDigit(name[length]))
            length++;
        return name[..length];
    }

    /// <summary>Single spaces, no space at line ends, at most one empty line.</summary>
    private static string Tidy(string text)
    {
        var result = new StringBuilder(text.Length);
        var (space, lines) = (false, 0);
        foreach (var c in text)
        {
            if (c == '\n')
            {
                lines++;
                space = false;
            }
            else if (char.IsWhiteSpace(c))
            {
                space = true;
            }
            else
            {
                if (result.Length > 0)
                {
                    if (lines > 0)
                        result.Append('\n', Math.Min(lines, 2));
                    else if (space)
                        result.Append(' ');
                }
                (space, lines) = (false, 0);
                result.Append(c);
            }
        }
        return result.ToString();
    }
}
