using System.Net;
using System.Text;

namespace ExpertRouter.Evaluation.Datasets.StackExchange;

/// <summary>Turns post HTML into text. Stateless and thread-safe.</summary>
public static class HtmlText
{
    /// <summary>
    /// Replaces every tag, from &lt; to the next &gt;, by one blank and decodes entities afterwards; the content of code
    /// blocks stays. A &lt; that is never closed is kept as text.
    /// </summary>
    public static string Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new StringBuilder(html.Length);
        var position = 0;
        while (position < html.Length)
        {
            var open = html.IndexOf('<', position);
            var close = open < 0 ? -1 : html.IndexOf('>', open);
            if (close < 0)
            {
                text.Append(html, position, html.Length - position);
                break;
            }

            text.Append(html, position, open - position).Append(' ');
            position = close + 1;
        }

        return WebUtility.HtmlDecode(text.ToString());
    }
}
