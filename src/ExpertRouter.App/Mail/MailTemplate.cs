namespace ExpertRouter.App.Mail;

/// <summary>A mail with gaps: the first line of its file is the subject, the rest the text. Immutable.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
public sealed record MailTemplate(string Subject, string Text)
{
    /// <summary>For an expert who is asked.</summary>
    public const string Asked = "asked";

    /// <summary>For the requester, when somebody has taken the ticket.</summary>
    public const string Accepted = "accepted";

    /// <summary>For the requester, when it is done.</summary>
    public const string Resolved = "resolved";

    /// <summary>For the requester, when nobody was found.</summary>
    public const string Abstained = "abstained";

    /// <summary>For dispatchers, when a ticket needs one.</summary>
    public const string Escalated = "escalated";

    /// <summary>Reads a template that is part of the program.</summary>
    public static MailTemplate Read(string name)
    {
        using var stream = typeof(MailTemplate).Assembly.GetManifestResourceStream($"ExpertRouter.App.Mail.Templates.{name}.txt")
            ?? throw new ArgumentException($"There is no mail template '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        var subject = reader.ReadLine() ?? "";
        return new MailTemplate(subject, reader.ReadToEnd().TrimStart('\r', '\n'));
    }

    /// <summary>Fills the gaps: <c>{name}</c> becomes the value. What the values hold is not looked at again.</summary>
    public MailTemplate Fill(IReadOnlyDictionary<string, string> values) => new(Fill(Subject, values), Fill(Text, values));

    private static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        var filled = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
                return filled.Append(text, at, text.Length - at).ToString();
            var name = text[(open + 1)..close];
            filled.Append(text, at, open - at).Append(values.GetValueOrDefault(name) ?? throw new KeyNotFoundException($"Mail template: no value for '{name}'."));
            at = close + 1;
        }
        return filled.ToString();
    }
}
