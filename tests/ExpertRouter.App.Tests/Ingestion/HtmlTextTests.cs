using ExpertRouter.App.Ingestion.Text;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One</p>\n\n<p>Two &amp; three</p>", "One\n\nTwo & three", null)]
    [InlineData("a <b>bold</b> word", "a bold word", null)]
    [InlineData("<p>Use <code>f(x)</code> here</p><pre><code>if (a &lt; b)\n    f();</code></pre><p>done</p>", "Use f(x) here\n\ndone", "if (a < b)\n    f();")]
    [InlineData("if a < b and c > d", "if a < b and c > d", null)]
    [InlineData("<script>alert(1)</script>text<style>p{}</style>", "text", null)]
    [InlineData("<a href=\"x>y\">link</a>", "link", null)]
    [InlineData("<!-- note -->seen", "seen", null)]
    [InlineData("cut <a href=\"x", "cut <a href=\"x", null)]
    [InlineData("plain", "plain", null)]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "a\n\nb", null)]
    public void Split_Fragment_GivesProseAndCode(string html, string text, string? code) =>
        Assert.Equal((text, code), HtmlText.Split(html));
}
