using System.Net;

namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>Turns HTML of a question site into words; the content of code blocks stays.</summary>
public static class Markup
{
    /// <summary>Every <c>&lt;…&gt;</c> becomes a space, then entities are decoded.</summary>
    public static string ToText(string html)
    {
        var text = new System.Text.StringBuilder(html.Length);
        for (var i = 0; i < html.Length; i++)
        {
            var close = html[i] == '<' ? html.IndexOf('>', i) : -1;
            if (close < 0)
            {
                text.Append(html[i]);
            }
            else
            {
                text.Append(' ');
                i = close;
            }
        }

        return WebUtility.HtmlDecode(text.ToString());
    }
}
