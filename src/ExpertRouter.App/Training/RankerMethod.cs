namespace ExpertRouter.App.Training;

/// <summary>How a ranker is learned.</summary>
public enum RankerMethod
{
    /// <summary>Listwise linear mixture: few parameters, the default.</summary>
    Mixture,

    /// <summary>Boosted trees; for thousands of outcomes.</summary>
    LambdaMart,
}
