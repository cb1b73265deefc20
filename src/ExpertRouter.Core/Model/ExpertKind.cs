namespace ExpertRouter.Core.Model;

/// <summary>What kind of expert can handle a request.</summary>
public enum ExpertKind
{
    /// <summary>A human being.</summary>
    Person,

    /// <summary>A language-model endpoint, a local model or an answer base.</summary>
    ExpertModel,
}
