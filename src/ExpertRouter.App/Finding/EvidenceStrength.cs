namespace ExpertRouter.App.Finding;

/// <summary>How much speaks for an expert, in a word: see <see cref="StrengthRule"/>.</summary>
public enum EvidenceStrength
{
    /// <summary>A trace, or a long way behind the best.</summary>
    Little,

    /// <summary>More than a trace.</summary>
    Some,

    /// <summary>Several documents that answer the whole question, and close to the best.</summary>
    Strong,
}
