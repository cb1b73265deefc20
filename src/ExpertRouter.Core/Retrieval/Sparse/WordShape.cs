namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>Which runs of characters of a lower-cased text are words.</summary>
public enum WordShape
{
    /// <summary>Runs of <c>[a-z0-9]</c>.</summary>
    LettersAndDigits,

    /// <summary>Runs of <c>[a-z]</c>.</summary>
    Letters,

    /// <summary>
    /// Runs of <c>[a-z0-9+#.]</c> that end in <c>[a-z0-9+#]</c>, so that <c>c++</c>, <c>c#</c>, <c>.net</c> and <c>3.11</c>
    /// stay whole and a full stop at the end of a sentence goes.
    /// </summary>
    Technical,
}
