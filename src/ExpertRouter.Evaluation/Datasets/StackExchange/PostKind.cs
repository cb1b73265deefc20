namespace ExpertRouter.Evaluation.Datasets.StackExchange;

/// <summary>The two kinds of post that evaluation uses, numbered as in the dump's PostTypeId.</summary>
public enum PostKind
{
    /// <summary>PostTypeId 1.</summary>
    Question = 1,

    /// <summary>PostTypeId 2.</summary>
    Answer = 2,
}
