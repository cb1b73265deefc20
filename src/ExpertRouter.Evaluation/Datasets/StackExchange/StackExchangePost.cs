namespace ExpertRouter.Evaluation.Datasets.StackExchange;

/// <summary>One question or answer of a Stack Exchange dump.</summary>
public sealed record StackExchangePost
{
    /// <summary>The post's id, unique within its site.</summary>
    public required int Id { get; init; }

    /// <summary>Question or answer.</summary>
    public required PostKind Kind { get; init; }

    /// <summary>When it was written (UTC, milliseconds). The dump gives no offset; it is UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Up votes minus down votes at the time of the dump.</summary>
    public required int Score { get; init; }

    /// <summary>Its author; null for deleted users. −1 is the site's own Community account.</summary>
    public int? Owner { get; init; }

    /// <summary>For an answer, the question it answers.</summary>
    public int? Question { get; init; }

    /// <summary>For a question, the answer its asker accepted.</summary>
    public int? AcceptedAnswer { get; init; }

    /// <summary>For a question, its title (plain text), else empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>The body as HTML; see <see cref="HtmlText"/>.</summary>
    public string BodyHtml { get; init; } = "";

    /// <summary>For a question, its tags; an answer has none of its own.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
